// Verification and status as text with a sign: never by colour alone.
import { h } from "./dom.js";

export const BADGES = `
.badge{border:1px solid currentcolor;border-radius:4px;padding:0 .4rem;font-size:.8125rem;font-weight:600}
.reported{color:var(--reported)}.unverified{color:var(--unverified)}.corroborated{color:var(--corroborated)}
.verified{color:var(--verified)}.disputed{color:var(--disputed)}
.badge.unverified{border-style:dashed}.badge.disputed{border-style:double;border-width:3px}
`;
const SIGNS = { unverified: "?", reported: "“ ”", corroborated: "✓", verified: "✓✓", disputed: "≠" };

export function badge(item, words) {
  const status = item.status === "confirmed" ? "" : ` · ${words[item.status] ?? item.status}`;
  return h("span", { class: `badge ${item.verification}`, part: "badge" },
    `${SIGNS[item.verification]} ${words[item.verification]}${status}`);
}
