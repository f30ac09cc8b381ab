interface Mail {
  readonly id: string;
  readonly text?: string;
  readonly to?: { value?: { address: string }[]; address?: string } | { address: string }[];
  readonly attachments?: readonly { filename?: string; fileName?: string }[];
}

/** The development inbox, asked until what is waited for is there. */
export class Inbox {
  constructor(private readonly url = process.env.CSSS_MAIL_URL ?? "http://localhost:1080") {}

  async code(address: string): Promise<string> {
    const mail = await this.find(`a code for ${address}`, (one) => JSON.stringify(one.to ?? "").includes(address) && /\b\d{6}\b/.test(one.text ?? ""));
    return /\b(\d{6})\b/.exec(mail.text ?? "")?.[1] ?? "";
  }

  withReport(reportId: string): Promise<Mail> {
    return this.find(`report ${reportId}`, (one) => JSON.stringify(one.attachments ?? []).includes(reportId));
  }

  private async find(what: string, fits: (mail: Mail) => boolean): Promise<Mail> {
    const deadline = Date.now() + 40_000;
    for (;;) {
      const found = (await this.all()).find(fits);
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`The inbox did not get ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  private async all(): Promise<Mail[]> {
    const list = (await (await fetch(`${this.url}/api/email`)).json()) as { items?: Mail[] } | Mail[];
    const mails = Array.isArray(list) ? list : (list.items ?? []);
    return Promise.all(mails.map(async (mail) => (mail.text === undefined ? ((await (await fetch(`${this.url}/api/email/${mail.id}`)).json()) as Mail) : mail)));
  }
}
