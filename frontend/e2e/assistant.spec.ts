import { expect, test } from "./fixtures";

test("an answer with its sources, not knowing, and urgent advice look like what they are", async ({ logInAs, assistant, page, hasNoBarriers }) => {
  await assistant.serviceAnswers(
    { reply: "A heatmap shows where the model looked.", sources: [{ title: "Reading a heatmap", id: "heatmap" }] },
    { reply: "I have nothing on that.", answered: false },
    { reply: "Call your emergency number now.", urgent: true },
  );
  await logInAs("patient");
  await page.goto("/patient");
  await assistant.toggle.click();
  await expect(assistant.message).toBeFocused();
  await assistant.message.fill("What is a heatmap?");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("answer")).toContainText("A heatmap shows where the model looked.");
  await expect(page.getByTestId("answer")).toContainText("Reading a heatmap");
  await expect(assistant.message).toHaveValue("");

  await assistant.message.fill("first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await expect(assistant.message).toHaveValue("first line\nsecond line");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("unknown")).toContainText("I do not know this");

  await assistant.message.fill("My chest hurts and I cannot breathe");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("urgent")).toContainText("This may be urgent");
  expect(assistant.asked.map((one) => one.conversation_id)).toEqual([undefined, "c-1", "c-1"]);
  await hasNoBarriers("the assistant with answers");

  await page.keyboard.press("Escape");
  await expect(assistant.message).toHaveCount(0);
  await expect(assistant.toggle).toBeFocused();
});

test("a conversation goes with its reader from page to page, and is gone when deleted", async ({ logInAs, assistant, page }) => {
  await assistant.serviceAnswers({ reply: "Ask your doctor what this means for you." });
  await logInAs("patient");
  await page.goto("/patient");
  await assistant.toggle.click();
  await assistant.message.fill("What does it mean?");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(assistant.log).toContainText("Ask your doctor");
  await page.getByRole("link", { name: "Who looked at my data" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Who looked at my data" })).toBeVisible();
  await expect(assistant.log).toContainText("Ask your doctor");
  await page.getByRole("link", { name: /^Account of/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My account" })).toBeVisible();
  await expect(assistant.log).toContainText("Ask your doctor");

  await assistant.deleteButton.click();
  await expect(assistant.log).toBeEmpty();
  expect(assistant.deleted).toEqual(["c-1"]);
  await expect(assistant.deleteButton).toHaveCount(0);
});

for (const status of [404, 503] as const)
  test(`while the service is away (${status}) the assistant says so, and the question is not lost`, async ({ logInAs, assistant, page, hasNoBarriers }) => {
    await assistant.serviceIsAway(status);
    await logInAs("doctor");
    await page.goto("/doctor/prescribe");
    await assistant.toggle.click();
    await assistant.message.fill("Are you there?");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "not available" })).toBeVisible();
    await expect(assistant.message).toHaveValue("Are you there?");
    await hasNoBarriers("the assistant away");
  });
