import { expect, type Page } from "@playwright/test";

/** Loaded: no skeleton stands where content will be, in whatever language. */
export async function isSettled(page: Page) {
  await page.waitForLoadState("load");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".animate-pulse")).toHaveCount(0);
}
