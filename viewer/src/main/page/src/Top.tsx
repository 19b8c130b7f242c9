// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { offlineData } from "./api";
import { Link } from "./router";
import { setTheme, storedTheme, type Theme } from "./theme";
import { Crumbs } from "./ui";

const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const SIGN: Record<Theme, string> = { auto: "◐", light: "○", dark: "●" };

export function Top(props: { items: [string, string | null][]; connected: boolean; children?: ComponentChildren }) {
  const [theme, change] = useState<Theme>(storedTheme());
  const next = () => {
    setTheme(NEXT[theme]);
    change(NEXT[theme]);
  };
  const offline = offlineData() !== null;
  return (
    <header class="top">
      <span class="brand">
        <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true"><rect width="32" height="32" rx="8" fill="var(--accent)" /><path d="M8 10h16M12 16h12M12 22h7" stroke="var(--panel)" stroke-width="3" stroke-linecap="round" /></svg>
        {offline ? <span class="word">OpenInference</span> : <Link to="/" label="OpenInference, all projects"><span class="word">OpenInference</span></Link>}
      </span>
      <Crumbs items={props.items} />
      <span class="grow" />
      {props.children}
      {offline ? null : <span class={`live ${props.connected ? "" : "off"}`} title={props.connected ? "New spans appear by themselves." : "The viewer does not answer. The page tries again."} role="status"><i /><span class="word">{props.connected ? "Live" : "Away"}</span></span>}
      <button class="quiet" title={`Theme: ${theme}`} aria-label={`Theme: ${theme}`} onClick={next}>{SIGN[theme]}</button>
    </header>
  );
}
