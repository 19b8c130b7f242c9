// SPDX-License-Identifier: Apache-2.0
export function duration(millis: number | null | undefined): string {
  if (millis === null || millis === undefined || !Number.isFinite(millis)) return "–";
  if (millis === 0) return "0 ms";
  if (millis < 0) return `−${duration(-millis)}`;
  if (millis < 1) return `${millis < 0.01 ? "<0.01" : trim(millis.toFixed(2))} ms`;
  if (millis < 10) return `${trim(millis.toFixed(1))} ms`;
  // A unit is chosen after rounding, so that no text says 1000 ms or 60.00 s.
  if (Math.round(millis) < 1000) return `${Math.round(millis)} ms`;
  if (Math.round(millis / 10) < 6000) return `${(millis / 1000).toFixed(2)} s`;
  const seconds = Math.round(millis / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${count(Math.floor(seconds / 86_400))} d ${Math.floor((seconds % 86_400) / 3600)} h`;
}

function trim(number: string): string {
  return number.replace(/\.0+$|(\.\d*[1-9])0+$/, "$1");
}

export function count(number: number | null | undefined): string {
  return number === null || number === undefined ? "–" : number.toLocaleString("en-US");
}

export function compact(number: number | null | undefined): string {
  if (number === null || number === undefined) return "–";
  if (number < 10_000) return count(number);
  const thousands = (number / 1000).toFixed(number < 100_000 ? 1 : 0);
  if (Number(thousands) < 1000) return `${trim(thousands)} k`;
  const millions = (number / 1_000_000).toFixed(1);
  if (Number(millions) < 1000) return `${trim(millions)} M`;
  return `${trim((number / 1_000_000_000).toFixed(1))} B`;
}

/** A number of a column, which holds nine signs. */
export function narrow(number: number): string {
  return number < 10_000_000 ? count(number) : compact(number);
}

export function cost(dollars: number | null | undefined): string {
  if (dollars === null || dollars === undefined) return "–";
  if (dollars === 0) return "$0";
  if (dollars >= 1) return `$${dollars.toFixed(2)}`;
  return `$${dollars.toPrecision(2).replace(/e-\d+$/, "") === dollars.toPrecision(2) ? trim(dollars.toPrecision(2)) : trim(dollars.toFixed(7))}`;
}

export function bytes(length: number): string {
  if (length < 1024) return `${length} B`;
  const kilobytes = (length / 1024).toFixed(1);
  return Number(kilobytes) < 1024 ? `${kilobytes} KB` : `${(length / (1 << 20)).toFixed(1)} MB`;
}

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const FULL = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit",
  timeZoneName: "short",
});

const ZONED = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" });

/** The time of day; with the day if that is not today. */
export function clock(millis: number): string {
  const date = new Date(millis);
  const today = new Date().toDateString() === date.toDateString();
  return today ? TIME.format(date) : `${DAY.format(date)} ${TIME.format(date).slice(0, 5)}`;
}

export function fullTime(millis: number): string {
  return FULL.format(new Date(millis));
}

/** The time of day with its zone, so that the two halves of a doubled hour differ. */
export function zonedClock(millis: number): string {
  return ZONED.format(new Date(millis));
}

export function shortTime(millis: number, span: number): string {
  const date = new Date(millis);
  return span > 2 * 86_400_000 ? DAY.format(date) : TIME.format(date).slice(0, 5);
}

/** Nanoseconds as text, without the rounding of JavaScript's numbers. */
export function fromNanos(nanos: string): number {
  const text = nanos.padStart(7, "0");
  return Number(text.slice(0, -6)) + Number(text.slice(-6)) / 1e6;
}

export function exactTime(nanos: string): string {
  if (nanos === "0") return "missing";
  const millis = Number(BigInt(nanos) / 1_000_000n);
  const date = new Date(millis);
  if (Number.isNaN(date.getTime())) return `${nanos} ns`;
  return date.toISOString().replace("Z", nanos.padStart(6, "0").slice(-6) + "Z").replace("T", " ");
}

export function ago(millis: number | null): string {
  if (millis === null) return "never";
  const seconds = Math.max(0, (Date.now() - millis) / 1000);
  if (seconds < 60) return "just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

const PICTURES = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
// Models read characters that people do not see, such as tags and selectors of variants. The group holds what scripts and
// emoji need: the flag of a region, the style of a pictograph, a keycap, and a place between letters where a line may break.
const HIDDEN =
  /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}|\p{Extended_Pictographic}[\ufe0e\ufe0f]|[0-9#*]\ufe0f(?=\u20e3)|(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}]\u200b(?=(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}]))|[\u200b-\u200d]{2,}|(?![\u200c\u200d])[\p{Default_Ignorable_Code_Point}\u0080-\u009f\u2028\u2029\ufff9-\ufffb]/gu;
const BLANK = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u;

/** Shows characters that nobody sees, or that a terminal or the direction of text would obey. */
export function visible(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(PICTURES, (each) => (each === "\u007f" ? "\u2421" : String.fromCharCode(0x2400 + each.charCodeAt(0))))
    .replace(HIDDEN, (each: string, needed?: string) => needed ?? [...each].map(code).join(""));
}

/** The name of a span, which may be blank. */
export function spanName(name: string): string {
  const shown = visible(name);
  return BLANK.test(shown) ? "(no name)" : shown;
}

/** A foreign text as a tooltip or an accessible name. */
export function tooltip(text: string): string {
  return visible(cut(text, 1000));
}

function code(each: string): string {
  return `[U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** The beginning of a text, which never ends inside of a pair of surrogates. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, /[\ud800-\udbff]/.test(text[length - 1]) ? length - 1 : length);
}
