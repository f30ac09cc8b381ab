import { isApiError } from "@/api/problem";
import type { ChatReply } from "@/api/schemas";
import type { Ask } from "./ask";

export type Turn = { readonly from: "me"; readonly text: string } | { readonly from: "assistant"; readonly reply: ChatReply };

/** asked and writing: the question under way and what has come of its answer. gone: the server no longer has the conversation. */
export interface TalkState {
  readonly turns: readonly Turn[];
  readonly asked: string | null;
  readonly writing: string;
  readonly problem: unknown;
  readonly gone: boolean;
}

const silent = { asked: null, writing: "", problem: null, gone: false } as const;
export const nothing: TalkState = { turns: [], ...silent };

/** This tab's conversation with the assistant. It outlives the pages, not the tab: nothing of it is kept on the device. */
export class Talk {
  private state = nothing;
  private asking: AbortController | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly ask: Ask,
    private readonly remove: (conversationId: string) => Promise<void>,
  ) {}

  readonly current = (): TalkState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The question is shown at once. False: no answer came, and the question is taken back. */
  async send(message: string): Promise<boolean> {
    if (this.asking !== null) return false;
    const asking = (this.asking = new AbortController());
    const conversation_id = this.conversationId();
    this.become({ ...silent, asked: message });
    try {
      const reply = await this.ask({ message, conversation_id }, (writing) => this.become({ writing }), asking.signal);
      this.become({ ...silent, turns: [...this.state.turns, { from: "me", text: message }, { from: "assistant", reply }] });
      return true;
    } catch (error) {
      const gone = conversation_id !== undefined && isApiError(error, "not_found");
      if (gone) this.become({ ...silent, turns: [], gone });
      else this.become({ ...silent, problem: asking.signal.aborted ? null : error });
      return false;
    } finally {
      this.asking = null;
    }
  }

  stop(): void {
    this.asking?.abort();
  }

  /** Here only once it is gone there; what is gone there already is no failure. */
  async delete(): Promise<void> {
    const id = this.conversationId();
    if (id === undefined) return;
    await this.remove(id).catch((error: unknown) => {
      if (!isApiError(error, "not_found")) throw error;
    });
    this.become({ ...silent, turns: [] });
  }

  private conversationId(): string | undefined {
    const last = this.state.turns.findLast((turn) => turn.from === "assistant");
    return last?.from === "assistant" ? last.reply.conversation_id : undefined;
  }

  private become(change: Partial<TalkState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
