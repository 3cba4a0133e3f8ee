// A diagram wider than its frame starts where the case stands, not at its left edge.

/** Scrolls the frame until the step that is open now lies in its middle. */
export function showNow(frame) {
  const now = frame.querySelector('[data-state="now"]');
  if (!now) return;
  const step = now.getBoundingClientRect();
  const seen = frame.getBoundingClientRect();
  frame.scrollLeft += step.left + step.width / 2 - (seen.left + seen.width / 2);
}
