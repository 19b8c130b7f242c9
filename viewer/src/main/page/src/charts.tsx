// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { shortTime } from "./format";
import { Short } from "./ui";

export function Spark({ values, tone = "accent" }: { values: number[]; tone?: string }) {
  if (!values.length) return <div class="spark" />;
  const top = Math.max(1, ...values);
  const points = values.map((value, index) => `${((index / Math.max(1, values.length - 1)) * 120).toFixed(1)},${(24 - (value / top) * 21).toFixed(1)}`);
  return (
    <svg class={`spark t-${tone}`} viewBox="0 0 120 26" preserveAspectRatio="none" aria-hidden="true">
      <path class="area" d={`M0,26 L${points.join(" L")} L120,26 Z`} />
      <path class="line" d={`M${points.join(" L")}`} />
    </svg>
  );
}

export interface Line { name: string; tone: string; values: (number | null)[] }

const WIDTH = 600;
const HEIGHT = 150;

/** Bars are counts, and half of a trace does not exist. */
function ticks(top: number, whole: boolean): number[] {
  const step = 10 ** Math.floor(Math.log10(top || 1));
  const unit = Math.max(top / step > 5 ? step * 2 : top / step > 2 ? step : step / 2, whole ? 1 : 0);
  const all: number[] = [];
  for (let value = 0; value <= top * 1.001; value += unit) all.push(value);
  return all;
}

/** Lines, or bars on top of each other, over time. */
export function Chart(props: { title: string; lines: Line[]; from: number; step: number; format: (value: number) => string; bars?: boolean; empty: string }) {
  const [at, setAt] = useState<number | null>(null);
  const { lines, bars, format } = props;
  const size = Math.max(...lines.map((line) => line.values.length), 1);
  const sums = Array.from({ length: size }, (_, i) => (bars ? lines.reduce((sum, line) => sum + (line.values[i] ?? 0), 0) : Math.max(...lines.map((line) => line.values[i] ?? 0))));
  const top = Math.max(...sums, 0);
  const span = props.step * size;
  if (!lines.length || top <= 0) {
    return <section class="chart"><h3>{props.title}</h3><div class="none">{props.empty}</div></section>;
  }
  const marks = ticks(top, bars === true);
  const max = Math.max(top, marks[marks.length - 1]) * 1.05;
  const y = (value: number) => HEIGHT - (value / max) * HEIGHT;
  const x = (index: number) => ((index + 0.5) / size) * WIDTH;
  const move = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    setAt(Math.min(size - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * size))));
  };
  return (
    <section class="chart">
      <h3>{props.title}</h3>
      <div class="plot" onMouseMove={move} onMouseLeave={() => setAt(null)}>
        <div class="ys">{marks.map((mark) => <span key={mark} style={{ top: `${(y(mark) / HEIGHT) * 100}%` }}>{format(mark)}</span>)}</div>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={props.title}>
          {marks.map((mark) => <line key={mark} class="grid" x1="0" x2={WIDTH} y1={y(mark)} y2={y(mark)} />)}
          {bars ? stack(lines, size, x, y) : lines.map((line) => <path key={line.name} class={`line t-${line.tone}`} d={path(line.values, x, y)} />)}
          {at === null ? null : <line class="at" x1={x(at)} x2={x(at)} y1="0" y2={HEIGHT} />}
        </svg>
        {at === null ? null : (
          <div class={`tip ${at > size / 2 ? "l" : ""}`} style={{ left: `${(x(at) / WIDTH) * 100}%` }}>
            <b>{shortTime(props.from + at * props.step, span)}</b>
            {lines.map((line) => <span key={line.name} class="cut"><i class={`t-${line.tone}`} /><Short text={line.name} /> {line.values[at] === null || line.values[at] === undefined ? "–" : format(line.values[at]!)}</span>)}
          </div>
        )}
      </div>
      <div class="xs">{[0, 0.25, 0.5, 0.75, 1].map((share) => <span key={share}>{shortTime(props.from + share * span, span)}</span>)}</div>
      <div class="legend">{lines.map((line) => <span key={line.name} class="cut"><i class={`t-${line.tone}`} /><Short text={line.name} /></span>)}</div>
    </section>
  );
}

/** Points without neighbours become short dashes, so that they can be seen. */
function path(values: (number | null)[], x: (index: number) => number, y: (value: number) => number): string {
  let text = "";
  values.forEach((value, index) => {
    if (value === null) return;
    const before = index > 0 && values[index - 1] !== null;
    const after = index + 1 < values.length && values[index + 1] !== null;
    if (!before && !after) text += `M${x(index) - 3},${y(value)} L${x(index) + 3},${y(value)} `;
    else text += `${before ? "L" : "M"}${x(index).toFixed(1)},${y(value).toFixed(1)} `;
  });
  return text;
}

function stack(lines: Line[], size: number, x: (index: number) => number, y: (value: number) => number) {
  const width = Math.max(1, (WIDTH / size) * 0.7);
  const bars = [];
  for (let i = 0; i < size; i++) {
    let below = 0;
    for (const line of lines) {
      const value = line.values[i] ?? 0;
      if (value > 0) bars.push(<rect key={`${line.name}${i}`} class={`t-${line.tone}`} x={x(i) - width / 2} width={width} y={y(below + value)} height={Math.max(1, y(below) - y(below + value))} />);
      below += value;
    }
  }
  return bars;
}
