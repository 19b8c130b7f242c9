// SPDX-License-Identifier: Apache-2.0
export interface Part { kind: "same" | "gone" | "new"; text: string }

const MOST_WORDS = 1500;

/** The differences of two texts by words. Texts that are too long for that differ as a whole. */
export function diffWords(a: string, b: string): Part[] {
  const left = a.split(/(\s+)/).filter(Boolean);
  const right = b.split(/(\s+)/).filter(Boolean);
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const x = left.slice(start, left.length - end);
  const y = right.slice(start, right.length - end);
  const parts: Part[] = [{ kind: "same", text: left.slice(0, start).join("") }];
  if (x.length > MOST_WORDS || y.length > MOST_WORDS) {
    parts.push({ kind: "gone", text: x.join("").slice(0, 20_000) }, { kind: "new", text: y.join("").slice(0, 20_000) });
  } else {
    parts.push(...middle(x, y));
  }
  parts.push({ kind: "same", text: left.slice(left.length - end).join("") });
  return parts.filter((part) => part.text);
}

function middle(x: string[], y: string[]): Part[] {
  const width = y.length + 1;
  const lengths = new Uint16Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      lengths[i * width + j] = x[i] === y[j] ? lengths[(i + 1) * width + j + 1] + 1 : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  const parts: Part[] = [];
  const add = (kind: Part["kind"], text: string) => {
    const last = parts[parts.length - 1];
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      add("same", x[i++]);
      j++;
    } else if (i < x.length && (j >= y.length || lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])) {
      add("gone", x[i++]);
    } else {
      add("new", y[j++]);
    }
  }
  return parts;
}
