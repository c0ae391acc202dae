// Sizes are read here and nowhere else, so that no frame forces a layout.
const NARROW = 600;
const LONGEST = 352;
const SHARE = 0.44;

// On a phone the lanes wait behind a button where a list says the same.
export function measure({ parts, host, stage, overview, mode, unfolded, widths }) {
  const narrow = host.clientWidth < NARROW;
  const folded = narrow && (mode === "both" || host.hasAttribute("beside")) && !unfolded;
  parts.root.classList.toggle("narrow", narrow);
  parts.root.classList.toggle("wide", !narrow);
  parts.root.classList.toggle("folded", folded);
  parts.root.style.setProperty("--gutter", narrow ? "0rem" : "7rem");
  const { fontSize, fontFamily } = getComputedStyle(parts.links);
  if (stage.labelFont !== `${fontSize} ${fontFamily}`) widths.clear();
  stage.labelFont = `${fontSize} ${fontFamily}`;
  stage.resize(parts.surface.clientWidth, parts.surface.clientHeight);
  stage.longest = Math.min(LONGEST, Math.round(stage.width * SHARE));
  Object.assign(overview, { width: parts.band.clientWidth, height: parts.band.clientHeight });
}
