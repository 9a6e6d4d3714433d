import type { Ledger, RemoteFacts } from '../../../electron/voices/engine.ts';

/** A ledger in memory that keeps what was written in it, in order. */
export class MemoryLedger implements Ledger {
  sentAt: string | null = null;
  remoteId: string | null = null;
  /** `sending`, `refused`, `lost`, and each status that was observed. */
  readonly entries: string[] = [];
  readonly facts: RemoteFacts[] = [];
  readonly taken = new Set<string>();
  /** Runs within `sending`, right before the request leaves. */
  onSending: () => void = () => undefined;

  sending(): void {
    this.sentAt = new Date().toISOString();
    this.entries.push('sending');
    this.onSending();
  }

  refused(): void {
    this.sentAt = null;
    this.entries.push('refused');
  }

  lost(): void {
    this.entries.push('lost');
  }

  observed(facts: RemoteFacts): void {
    this.remoteId = facts.id;
    this.facts.push(facts);
    this.entries.push(facts.status);
  }

  isTaken(remoteId: string): boolean {
    return this.taken.has(remoteId);
  }
}
