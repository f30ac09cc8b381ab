/** "system" follows the reader's machine. The choice is a cookie, so that the server already sends the right page and nothing flashes. */
export const themes = ["dark", "light", "system"] as const;

export type Theme = (typeof themes)[number];

export const themeCookie = "csss_theme";

export const themeOf = (cookie: string | undefined): Theme => themes.find((theme) => theme === cookie) ?? "dark";
