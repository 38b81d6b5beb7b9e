// One world: a pack, calls, years and parties of its own, the model of it, and every command that was given in it.

import { v7 } from 'uuid';
import type { Actor, Answer } from '../../../src/record.ts';
import type { Json } from '../../../workflows/canonical.ts';
import type { CommandType } from '../../../workflows/commands/index.ts';
import type { Command, JsonObject } from '../../../workflows/decide.ts';
import { budgetDossier } from '../../../workflows/ids.ts';
import { rules, sentenceOf } from '../../../workflows/rules/refusals.ts';
import { Model } from '../model/model.ts';
import { fairRules, moneyRules } from '../model/rules.ts';
import { isConflicted, type ModelDossier } from '../model/state.ts';
import { fictionalPack, hash } from '../stage.ts';
import { compare, compareLegs, legsBefore } from './books.ts';
import { type Cast, counts, fairRefusals, tally } from './cast.ts';
import { Dials, type Wish } from './dials.ts';
import { inputFor } from './inputs.ts';
import { dossierFor, nextFor } from './next.ts';
import { anybody, declarer, nextMember, nextReviewer, rightPerson } from './persons.ts';

const onceOnlyRule = {
  id: 'noEarlierMoney',
  kind: 'noEarlierMoneyForStage',
  stage: null,
  checkedBy: 'system',
  name: { vi: 'Dự án chưa nhận hỗ trợ cho giai đoạn này', en: 'The project has received no money for this stage' },
  source: { ...fictionalPack.caps[0].source, article: 'Điều 11.1' },
};

export class World {
  readonly cast: Cast;
  readonly model: Model;
  readonly packId: string;
  readonly pack: string;
  readonly source: string;
  readonly year: number;
  readonly content: Record<string, unknown>;
  call = v7();
  /** A call that has closed by the clock before anybody gets far. */
  readonly brief = v7();
  readonly intermediary = v7();
  /** A party that nobody applies with. */
  readonly idle = v7();
  /** People who were appointed while this world stood. */
  readonly newcomers: string[] = [];
  /** Unknown figures that were filled in, and those of them that a second person confirmed. */
  readonly figures: string[] = [];
  readonly confirmed: string[] = [];
  teams: { party: string; founder: string }[] = [];
  companies: { party: string; founder: string }[] = [];
  readonly log: string[] = [];
  last: { command: Command; actor: Actor; key: string; answer: Answer } | null = null;
  sinceCompared = 0;

  constructor(cast: Cast, onceOnly: boolean) {
    this.cast = cast;
    cast.worlds += 1;
    const { stage, offices, worlds } = cast;
    this.year = stage.year;
    this.source = `n${worlds}`;
    this.packId = `${fictionalPack.id}-${worlds}`;
    this.pack = v7();
    // Scarcer seats and money than the pack on file, so that these caps are reached; a share that does not divide evenly.
    const content = structuredClone(fictionalPack);
    content.id = this.packId;
    content.procedure.council.members.min = 1;
    if (onceOnly) content.eligibility.push(onceOnlyRule);
    for (const cap of content.caps) {
      if (cap.id === 'agency.seats') cap.limitSeats = 3;
      if (cap.id === 'agency.perYear') cap.limitVnd = '420000000';
      if (cap.id === 'party.total') cap.limitVnd = '180000000';
      if (cap.id === 'prototype.share') cap.shareBps = { all: 3333 };
    }
    this.content = content;
    this.model = new Model(stage.agency, content, 'chinh', offices);
  }

  /** Publishes the pack, opens calls and years, and registers the parties. */
  async open() {
    const { stage } = this.cast;
    const { people } = stage;
    const must = async (...args: Parameters<World['give']>) => {
      const outcome = await this.give(...args);
      if (outcome !== null) throw new Error(`${args[1]}: ${outcome}`);
    };
    await must(people.administrator, 'publishPack', this.pack, { content: this.content as JsonObject });
    await must(people.administrator, 'openCall', this.call, this.callInput(560_000_000n));
    for (const year of [this.year - 1, this.year, this.year + 1])
      await must(people.chiefAccountant, 'openYear', budgetDossier(stage.agency, year, this.source), {
        year,
        source: this.source,
        amountVnd: year === this.year ? '260000000' : '90000000',
        decisionNumber: 'QĐ-0',
      });
    const classes = ['selfFunded', 'public', 'partlySelfFunded', 'nobody'];
    for (let i = 0; i < 4; i += 1) {
      const [party, founder] = [v7(), v7()];
      const kind = i === 2 ? 'enterprise' : 'team';
      await must(people.officer, 'registerParty', party, { kind, members: [founder], beneficiaryClass: classes[i]! });
      this.teams.push({ party, founder });
    }
    await must(people.officer, 'registerParty', this.intermediary, { kind: 'intermediary', members: [v7()] });
    await must(people.officer, 'registerParty', this.idle, { kind: 'team', members: [v7()] });
    const first = this.teams[0]!;
    const closesAt = new Date(Date.now() + 250).toISOString();
    await must(people.administrator, 'openCall', this.brief, { ...this.callInput(1_000_000n), closesAt });
    await this.give(first.founder, 'startApplication', v7(), {
      call: this.brief,
      party: first.party,
      team: [first.founder],
    });
    for (let i = 0; i < 2; i += 1) {
      const [party, founder] = [v7(), v7()];
      await must(people.officer, 'registerParty', party, {
        kind: 'enterprise',
        members: [founder],
        beneficiaryClass: 'selfFunded',
      });
      this.companies.push({ party, founder });
    }
  }

  /** Brings a first project so far that money can be asked for. */
  async begin(dials: Dials) {
    for (let step = 0; step < 60 && !this.dossiers.some(({ funding }) => funding === 'active'); step += 1)
      await this.grant({ want: 'next', sense: 0, dials: Array.from({ length: 10 }, () => dials.next(9_999)) });
  }

  callInput(budget: bigint, known = true): JsonObject {
    return {
      pack: this.pack,
      stage: known ? 'chinh' : 'chuaRo',
      budgetVnd: String(budget),
      opensOn: `${this.year}-01-01`,
      closesAt: `${this.year}-12-31T16:59:59.999Z`,
      parameters: {},
      decisionNumber: 'QĐ-1',
    };
  }

  get dossiers(): ModelDossier[] {
    return Object.values(this.model.state.dossiers);
  }
  founderOf(dossier: ModelDossier | undefined): string {
    return dossier?.team[0] ?? this.cast.outsider;
  }

  /** Makes a command of a wish, and gives it. */
  async grant(want: Wish): Promise<void> {
    const { stage, outsider, standIn, audits, deputies, offices } = this.cast;
    const dials = new Dials(want.dials);
    const sensible = want.sense < 82;
    let dossier: ModelDossier | undefined;
    let type: CommandType;
    const found = want.want === 'next' ? undefined : dossierFor(this, want.want, sensible, dials);
    if (want.want === 'next' || (found === undefined && this.dossiers.length > 0 && dials.next(8) > 0)) {
      const open = this.dossiers.filter(
        (d) =>
          !['ineligible', 'rejected', 'withdrawn', 'lapsed'].includes(d.application) &&
          d.call !== this.brief &&
          !['closed', 'terminated'].includes(d.funding ?? ''),
      );
      // Mostly those that are under way: what has come far should go on.
      const far = open.filter(({ funding }) => funding !== null);
      dossier = open.length < 3 ? open[dials.next(3)] : dials.pick(far.length > 0 && dials.next(3) > 0 ? far : open);
      type = nextFor(this, dossier, dials);
    } else {
      type = want.want;
      dossier = found;
    }
    let { id, input } = inputFor(this, type, dossier, sensible, dials);
    let person = rightPerson(this, type, dossier, dials);
    if (type === 'startApplication')
      person = this.teams.find(({ party }) => party === input.party)?.founder ?? outsider;
    const again = dials.next(8) === 0;
    if (type === 'submitReview')
      person = (again ? undefined : nextReviewer(dossier)) ?? dossier?.reviewed[0] ?? outsider;
    if (type === 'castVote') person = (again ? undefined : nextMember(dossier)) ?? dossier?.voted[0] ?? outsider;
    if (type === 'declareInterest') {
      const declares = declarer(this, dossier, sensible, dials);
      person = declares.person;
      input = { conflict: declares.isConflict ? hash('kin') : null };
    } else if (dossier !== undefined) {
      // Somebody else takes over where there is a conflict of interest, or is not asked to.
      if (isConflicted(dossier, person) && dials.next(5) > 0) person = deputies.get(person) ?? person;
      const conflicted = Object.keys(dossier.interests).filter((one) => isConflicted(dossier, one));
      const colleagues = conflicted.filter((one) => offices[one]?.some((role) => offices[person]?.includes(role)));
      const tries = dials.next(40);
      if (tries === 0 && conflicted.length > 0) person = dials.pick(conflicted);
      if (tries > 0 && tries < 7 && colleagues.length > 0) person = dials.pick(colleagues);
    }
    if (!sensible && dials.next(2) === 0) person = anybody(this, dials);
    // A conflict of interest is not delegated away: those who have one let another act more often.
    const isGiven = dials.next(dossier !== undefined && isConflicted(dossier, person) ? 2 : 12) === 0;
    const delegates = person === stage.people.director || person === stage.people.financeOfficer;
    const onBehalfOf = isGiven && delegates ? person : undefined;
    const wrong = want.sense >= 92 ? want.sense - 92 : -1;
    if (wrong === 2) {
      await this.give(person, type, id, spoilt(input, dials));
      return;
    }
    const actor = onBehalfOf === undefined ? person : dials.next(4) === 0 ? audits : standIn;
    await this.give(actor, type, id, input, { onBehalfOf, wrong });
  }

  /** Gives one command and holds the outcome against the model. Null when it was accepted, else the rule. */
  async give(
    person: string,
    type: CommandType,
    dossier: string,
    input: JsonObject,
    options: { onBehalfOf?: string | undefined; wrong?: number } = {},
  ): Promise<string | null> {
    const { stage, offices } = this.cast;
    const { wrong = -1, onBehalfOf } = options;
    const actor: Actor = { agency: stage.agency, person, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
    if (wrong === 0 && this.last !== null) return await this.repeat(type, input);
    const command: Command = { type, dossier, input, ...(wrong === 1 ? { revision: 10_000 } : {}) };
    const who = Object.entries(stage.people).find(([, id]) => id === person)?.[0] ?? person.slice(-4);
    this.log.push(`${this.log.length + 1}. ${who} ${type} ${dossier.slice(-6)} ${JSON.stringify(input).slice(0, 400)}`);

    let plan: ReturnType<Model['plan']> = null;
    try {
      plan = this.model.plan(type, dossier, input, { person, onBehalfOf });
    } catch {
      // the input is no input: whoever accepts it answers below
    }
    const expected = tally.commands % 4 === 0 ? await legsBefore(this, command, actor) : null;
    const whatIf = tally.commands % 17 === 0 ? await stage.recorder.whatIf(command, actor) : null;
    const key = v7();
    const outcome = await stage.recorder.act(command, actor, key);
    tally.commands += 1;
    const before = this.model.state.dossiers[dossier];
    const isNew = offices[dossier] === undefined;
    const wasConflicted = [person, onBehalfOf].some((one) => before !== undefined && isConflicted(before, one));
    if (wasConflicted) tally.byTheConflicted += 1;
    const count = counts.get(type) ?? { accepted: 0, refused: new Map() };
    counts.set(type, count);

    if (whatIf !== null) {
      tally.whatIfs += 1;
      if (whatIf.ok !== outcome.ok) this.fail(`what-if says ${whatIf.ok}, the record says ${outcome.ok}`);
    }
    if (!outcome.ok) {
      const { rule, details } = outcome.refusal;
      const judged =
        rule === 'excludedDuty' && /\bconflicted\b/.test(details.earlier ?? '') ? 'excludedByConflict' : rule;
      this.log.push(`   refused: ${judged}`);
      count.refused.set(judged, (count.refused.get(judged) ?? 0) + 1);
      if (fairRules.has(judged)) fairRefusals.set(judged, (fairRefusals.get(judged) ?? 0) + 1);
      if (rules[rule] === undefined) this.fail(`refused by an unnamed rule: ${JSON.stringify(outcome.refusal)}`);
      for (const language of ['vi', 'en'] as const)
        if (/\{[a-z]\w*\}/i.test(sentenceOf(outcome.refusal, language)))
          this.fail(`a sentence with a hole in it: ${sentenceOf(outcome.refusal, language)}`);
      if ((moneyRules.has(judged) || fairRules.has(judged)) && plan !== null) {
        tally.agreedRefusals += 1;
        if (!plan.problems.has(judged))
          this.fail(
            `refused by ${judged}, but the model finds ${[...plan.problems].join(', ') || 'nothing wrong'}: ${JSON.stringify(outcome.refusal)}`,
          );
      }
      return rule;
    }
    if (wrong === 1) this.fail('a stale page was accepted');
    if (plan === null) this.fail('accepted, but the model does not know what it is about');
    if (plan!.problems.size > 0) this.fail(`accepted, but the model finds: ${[...plan!.problems].join(', ')}`);
    count.accepted += 1;
    tally.accepted += 1;
    this.model.state = plan!.after;
    this.cast.offices = plan!.after.offices;
    if (type === 'appoint' && isNew) this.newcomers.push(dossier);
    if (type === 'proposeFigure') this.figures.push(dossier);
    if (type === 'confirmFigure') this.confirmed.push(dossier);
    if (type === 'declareInterest') {
      tally.declared += 1;
      if (input.conflict !== null) tally.conflicts += 1;
    }
    if (wasConflicted) tally.stillTheirs += 1;
    this.last = { command, actor, key, answer: outcome.answer };
    if (expected !== null) await compareLegs(this, expected, outcome.answer);
    this.sinceCompared += 1;
    if (this.sinceCompared >= 8) await compare(this);
    return null;
  }

  /** The last command once more: under its key it gives the same answer; under its key with other content it is refused. */
  private async repeat(type: CommandType, input: JsonObject): Promise<string | null> {
    const { stage, outsider } = this.cast;
    const { command, actor, key, answer } = this.last!;
    tally.repeats += 1;
    const again = await stage.recorder.act(command, actor, key);
    if (!again.ok || JSON.stringify(again.answer) !== JSON.stringify(answer))
      this.fail(`the same request gave another answer: ${JSON.stringify(again)}`);
    const other = await stage.recorder.act(
      { type, dossier: command.dossier, input },
      { ...actor, person: outsider },
      key,
    );
    if (other.ok || other.refusal.rule !== 'keyReused')
      this.fail(`a used key was taken again: ${JSON.stringify(other)}`);
    return 'keyReused';
  }

  /** Says what is wrong, and what was done before. */
  fail(message: string): never {
    throw new Error(`${message}\n\nafter\n${this.log.slice(-60).join('\n')}`);
  }
}

/** An input with one thing in it that should not be there, or nothing where something should be. */
function spoilt(input: JsonObject, dials: Dials): JsonObject {
  const keys = [...Object.keys(input), 'stranger'];
  const bad: Json[] = [
    undefined,
    null,
    '',
    '-1',
    '1.5',
    '00',
    '1000000000000000',
    'x\u0000y',
    '\ud800',
    -1,
    1.5,
    1e300,
    [],
    {},
    [[]],
    v7().toUpperCase(),
  ];
  return { ...input, [dials.pick(keys)]: dials.pick(bad) };
}
