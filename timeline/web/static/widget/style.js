// The sheet of the shadow root: adopted, so that the strictest policy of a host page has nothing to refuse.
export const CSS = `
:host{display:block;color-scheme:light dark}
.root{--bg:var(--tl-bg,light-dark(#fbfaf7,#14171a));--ink:var(--tl-ink,light-dark(#1b1f23,#e8e6e1));
--muted:var(--tl-muted,light-dark(#565d66,#a5acb5));--line:var(--tl-line,light-dark(#dedbd3,#343a41));
--edge:light-dark(#8b8f96,#6d757e);--accent:var(--tl-accent,light-dark(#1d4ed8,#9cc4ff));
--card:light-dark(#fff,#1b1f23);--radius:var(--tl-radius,6px);
--reported:var(--tl-status-reported,var(--accent));
--unverified:var(--tl-status-unverified,light-dark(#8a5000,#ffc861));
--corroborated:var(--tl-status-corroborated,light-dark(#0f766e,#6ee7d0));
--verified:var(--tl-status-verified,light-dark(#0f766e,#6ee7d0));
--disputed:var(--tl-status-disputed,light-dark(#9b1c31,#f08ba6))}
:host([theme=light]){color-scheme:light}:host([theme=dark]){color-scheme:dark}
[hidden]{display:none!important}*{box-sizing:border-box}
.root{font:1rem/1.5 var(--tl-font,system-ui,sans-serif);color:var(--ink);background:var(--bg);
block-size:var(--tl-height,auto);display:flex;flex-direction:column;position:relative;font-variant-numeric:tabular-nums}
.auto .stage{block-size:var(--stage,24rem)}
.bar{display:flex;flex-wrap:wrap;gap:.25rem .5rem;align-items:center;min-block-size:2.75rem;padding-block:.25rem;font-size:.875rem}
.told{margin-inline-start:auto;color:var(--muted);display:flex;flex-wrap:wrap;gap:.25rem .5rem;align-items:center;justify-content:end}
.bar label{display:inline-flex;align-items:center;gap:.35rem;color:var(--muted)}
input[type=range]{accent-color:var(--accent);inline-size:7.5rem;block-size:1.5rem;margin:0}
button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:var(--radius);
min-inline-size:2rem;min-block-size:2rem;padding:0 .55rem;cursor:pointer}
button:hover{border-color:var(--accent);color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:1px}
.overview{position:relative;block-size:3rem;margin-inline-start:var(--gutter,0);border:1px solid var(--line);
border-radius:var(--radius);background:var(--card);touch-action:pan-y;cursor:crosshair;overflow:hidden;flex:none}
canvas{position:absolute;inset:0;inline-size:100%;block-size:100%}
.brush{position:absolute;inset-block:0;inset-inline-start:0;inline-size:100%;transform-origin:0 0;pointer-events:none;
border:2px solid var(--accent);border-radius:var(--radius);background:color-mix(in srgb,var(--accent) 10%,transparent)}
.stage{position:relative;flex:1 1 auto;min-block-size:8rem;margin-block-start:.25rem;display:grid;
grid-template-columns:var(--gutter,0) minmax(0,1fr);border-block-end:1px solid var(--line);contain:layout size}
.names{position:relative;overflow:hidden}
.names span{position:absolute;inset-inline:0 .5rem;color:var(--muted);font-size:.8125rem;font-weight:600;line-height:1.2;
overflow:hidden;text-overflow:ellipsis;padding-block-start:.4rem}.names bdi{display:block}.names bdi::first-letter{text-transform:uppercase}
.surface{position:relative;overflow:hidden;touch-action:pan-y;cursor:grab;user-select:none;-webkit-user-select:none;contain:strict}
.surface:active{cursor:grabbing}.surface:focus-visible{outline-offset:-3px}
.marks{list-style:none;margin:0;padding:0;font-size:.875rem}
.marks a{position:absolute;inset-block-start:0;left:0;block-size:24px;line-height:24px;
max-inline-size:var(--label);overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding-inline:.35rem;color:var(--ink);
text-decoration:none;border-radius:4px}
[dir=rtl] .marks a{left:auto;right:0}.marks a:hover,.marks a:focus-visible,.marks a[aria-current]{color:var(--accent);text-decoration:underline;
background:color-mix(in srgb,var(--bg) 88%,transparent)}
.marks a:hover,.marks a:focus-visible{max-inline-size:100%;margin-left:var(--shift);background:var(--bg);z-index:1}
[dir=rtl] .marks a:hover,[dir=rtl] .marks a:focus-visible{margin:0 var(--shift) 0 0}
.marks a:focus-visible{outline-offset:-3px}
.marks a.over{background:var(--bg)}.marks a.off{text-decoration:line-through}
.live{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.note{position:absolute;inset-inline:0;inset-block-start:40%;text-align:center;color:var(--muted);margin:0;pointer-events:none}
.foot{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.8125rem;color:var(--muted);padding-block:.25rem;flex:none}
.foot details[open]{flex-basis:100%;max-block-size:16rem;overflow:auto}.foot summary{cursor:pointer;min-block-size:24px}
.foot a{display:inline-block;min-block-size:24px;color:var(--accent);margin-inline-start:auto}
.folded .stage,.folded .bar>:not(.fold,.told),.folded .told button,:host([beside]) .folded .foot,:host([beside]) .foot a{display:none}
.folded .bar{min-block-size:2rem}.folded .overview{block-size:2.75rem}.narrow .bar label{flex:1 1 40%}.narrow input[type=range]{flex:1;min-inline-size:0}
.wide .fold{display:none}
@media(forced-colors:active){.root{--bg:Canvas;--ink:CanvasText;--muted:CanvasText;--line:GrayText;--accent:LinkText;
--reported:CanvasText;--unverified:CanvasText;--corroborated:CanvasText;--verified:CanvasText;--disputed:CanvasText}}
@media print{.bar,.foot,.live{display:none}}
`;
