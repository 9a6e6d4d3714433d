import { describe, expect, test } from 'vitest';
import { toProblem, type Problem } from '../../electron/contract/problem.ts';
import { SpeakingTurn, type Speaker } from '../../electron/predictions/speaking-turn.ts';

const narration: Speaker = { kind: 'narration', title: 'The Lamp' };
const speakers: readonly (readonly [Speaker, string])[] = [
  [narration, '“The Lamp” is being narrated.'],
  [{ kind: 'try' }, 'A voice is being tried, and predictions are made one after another.'],
  [{ kind: 'adoption' }, 'A lost prediction is being adopted, and predictions are made one after another.'],
];

/** What keeps a speaker from having the turn; null when it could have had it. */
function refusal(turn: SpeakingTurn, speaker: Speaker): Problem | null {
  try {
    turn.take(speaker)();
    return null;
  } catch (thrown) {
    return toProblem(thrown);
  }
}

describe('the turn to speak', () => {
  test.each(speakers)('while %j has it, whoever asks is told so', (speaker, message) => {
    const turn = new SpeakingTurn();
    const giveBack = turn.take(speaker);
    for (const [other] of speakers) {
      expect(refusal(turn, other)).toEqual({
        code: 'narration-busy',
        message,
        action: 'Wait until it is done, or cancel it first.',
      });
    }
    expect(turn.isTaken).toBe(true);
    giveBack();
    expect(turn.isTaken).toBe(false);
    for (const [other] of speakers) expect(refusal(turn, other)).toBeNull();
  });

  test('whoever was refused has nothing to give back, and takes it from nobody', () => {
    const turn = new SpeakingTurn();
    turn.take(narration);
    expect(refusal(turn, { kind: 'try' })).not.toBeNull();
    expect(refusal(turn, { kind: 'try' })?.message).toContain('The Lamp');
  });

  test('is given back once: to do so again takes it from nobody who has it since', () => {
    const turn = new SpeakingTurn();
    const first = turn.take(narration);
    first();
    // Even where the next one is called the same.
    const second = turn.take(narration);
    first();
    expect(turn.isTaken).toBe(true);
    second();
    expect(turn.isTaken).toBe(false);
  });
});
