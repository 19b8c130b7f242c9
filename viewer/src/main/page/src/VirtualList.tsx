// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const OVERSCAN = 8;

function scroller(element: HTMLElement): HTMLElement | null {
  for (let each = element.parentElement; each; each = each.parentElement) {
    const overflow = getComputedStyle(each).overflowY;
    if ((overflow === "auto" || overflow === "scroll") && each.scrollHeight >= each.clientHeight && each !== document.body) return each;
  }
  return null;
}

/** Shows the rows that can be seen. All rows have the same height. */
export function VirtualList(props: {
  count: number; height: number; row: (index: number) => ComponentChildren; onEnd?: () => void; reveal?: number; label?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ from: 0, to: 40 });
  const { count, height, onEnd } = props;

  useLayoutEffect(() => {
    const element = box.current!;
    const parent = scroller(element);
    let frame = 0;
    const update = () => {
      frame = 0;
      const top = parent ? parent.getBoundingClientRect().top : 0;
      const seen = parent ? parent.clientHeight : innerHeight;
      const offset = top - element.getBoundingClientRect().top;
      const from = Math.max(0, Math.floor(offset / height) - OVERSCAN);
      const to = Math.min(count, Math.ceil((offset + seen) / height) + OVERSCAN);
      setRange((old) => (old.from === from && old.to === to ? old : { from, to }));
    };
    const schedule = () => {
      if (!frame) frame = requestAnimationFrame(update);
    };
    update();
    const target: HTMLElement | Window = parent ?? window;
    target.addEventListener("scroll", schedule, { passive: true });
    addEventListener("resize", schedule);
    return () => {
      cancelAnimationFrame(frame);
      target.removeEventListener("scroll", schedule);
      removeEventListener("resize", schedule);
    };
  }, [count, height]);

  useEffect(() => {
    if (onEnd && range.to >= count - 10) onEnd();
  }, [range.to, count]);

  useEffect(() => {
    if (props.reveal === undefined || props.reveal < 0) return;
    const element = box.current!;
    const parent = scroller(element);
    const view = parent ? parent.getBoundingClientRect() : { top: 60, bottom: innerHeight };
    const top = element.getBoundingClientRect().top + props.reveal * height;
    if (top < view.top || top + height > view.bottom) {
      const middle = top - view.top - (view.bottom - view.top) / 2;
      (parent ?? window).scrollBy(0, middle);
    }
  }, [props.reveal]);

  const to = Math.min(range.to, count);
  const rows: ComponentChildren[] = [];
  for (let i = Math.min(range.from, to); i < to; i++) rows.push(props.row(i));
  return (
    <div ref={box} class="virtual" role="rowgroup" aria-label={props.label} style={{ height: `${count * height}px` }}>
      <div style={{ transform: `translateY(${Math.min(range.from, to) * height}px)` }}>{rows}</div>
    </div>
  );
}
