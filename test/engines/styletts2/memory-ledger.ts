import type { Problem } from '../../../electron/contract/problem.ts';
import type { Ledger, RemoteFacts } from '../../../electron/engines/engine.ts';

/** A ledger in memory that keeps what was written in it, in order. */
export class MemoryLedger implements Ledger {
  readonly ownId = '0'.repeat(32);
  sentAt: string | null = null;
  sentThere: string | null = null;
  knownBefore: string | null = null;
  forgottenSince: string | null = null;
  remoteId: string | null = null;
  /** Everything that it was told to be waiting for. */
  readonly waits: string[] = [];
  /** `sending`, `refused`, `lost`, `absent`, and each status that was observed. */
  readonly entries: string[] = [];
  readonly facts: RemoteFacts[] = [];
  /** What other predictions have: a service's address, a blank and its id. */
  readonly taken = new Set<string>();
  /** Runs within `sending`, right before the request leaves. */
  onSending: () => void = () => undefined;

  sending(sentThere: string | null): void {
    this.sentThere = sentThere;
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

  absent(): void {
    this.sentAt = null;
    this.sentThere = null;
    this.entries.push('absent');
  }

  observed(facts: RemoteFacts): void {
    this.remoteId = facts.id;
    this.facts.push(facts);
    this.entries.push(facts.status);
  }

  waiting(problem: Problem | null): void {
    if (problem !== null) this.waits.push(problem.message);
  }

  isTaken(service: string, remoteId: string): boolean {
    return this.taken.has(`${service} ${remoteId}`);
  }
}
