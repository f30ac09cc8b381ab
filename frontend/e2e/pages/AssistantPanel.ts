import type { Page } from "@playwright/test";

/** What the assistant's service would send; the service itself has tests of its own. */
export interface Reply {
  readonly reply: string;
  readonly answered?: boolean;
  readonly urgent?: boolean;
  readonly sources?: readonly { title: string; id: string }[];
}

export class AssistantPanel {
  readonly asked: { message: string; conversation_id?: string }[] = [];
  readonly deleted: string[] = [];

  constructor(private readonly page: Page) {}

  get toggle() {
    return this.page.getByRole("button", { name: "Assistant" });
  }

  get message() {
    return this.page.getByLabel("Your question");
  }

  get log() {
    return this.page.getByRole("log");
  }

  get deleteButton() {
    return this.page.getByRole("button", { name: "Delete this conversation" });
  }

  /** Answers each question with the next of these, streamed word by word. */
  async serviceAnswers(...replies: Reply[]) {
    await this.page.route("**/api/chatbot/message", async (route) => {
      const request = route.request();
      this.asked.push(request.postDataJSON() as { message: string });
      const next = replies[Math.min(this.asked.length, replies.length) - 1];
      if (next === undefined || request.headers().accept !== "text/event-stream") return route.abort();
      const whole = { answered: true, urgent: false, sources: [], conversation_id: "c-1", ...next };
      const events = [...next.reply.split(/(?<= )/).map((text) => ["delta", { text }]), ["done", whole]] as const;
      return route.fulfill({ contentType: "text/event-stream", body: events.map(([event, data]) => `event: ${event as string}\ndata: ${JSON.stringify(data)}\n\n`).join("") });
    });
    await this.page.route("**/api/chatbot/conversations/*", (route) => {
      this.deleted.push(new URL(route.request().url()).pathname.split("/").at(-1) ?? "");
      return route.fulfill({ status: 204 });
    });
  }

  async serviceIsAway(status: 404 | 503) {
    await this.page.route("**/api/chatbot/message", (route) => route.fulfill({ status, json: { code: status === 404 ? "not_found" : "service_unavailable", detail: "" } }));
  }
}
