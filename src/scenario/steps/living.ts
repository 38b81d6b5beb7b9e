// What a project and its agency ask of each other between the money: reports, requests to amend, appeals.

import type { Page } from '../client.ts';
import { scan } from '../evidence.ts';
import type { World } from '../world.ts';

const pathOf = (page: Page) => page.path.replace(/\?.*/, '');

/** The officer asks for a report by a day; answers where it is. */
export async function planReport(world: World, name: string, shows: string, dueOn: string): Promise<string> {
  const { officer } = world.office.people;
  const page = await (await world.as(officer).open(world.at('reports')))
    .form('/reports')
    .fill({ name, shows })
    .fillDays({ dueOn })
    .submit();
  const link = page.links.find(({ href }) => /\/reports\/[0-9a-f-]{36}$/.test(href));
  if (link === undefined) throw new Error(`no report stands on ${page.path}`);
  world.say(officer, `đặt hạn báo cáo “${name}”`);
  return link.href;
}

/** What a team says of its work, in the parts of the form. */
export type Told = { done: string; results: string; difficulties: string; next: string };

/** The team hands in a report, or what was mended of it. */
export async function handInReport(world: World, report: string, told: Partial<Told>): Promise<void> {
  const form = (await world.as(world.leader).open(report)).formWith('done').fill(told);
  const paper = await scan('Biên bản thử nghiệm', Object.values(told), world.clock.now());
  await form.attach('files', 'Biên bản thử nghiệm.pdf', paper, 'application/pdf').submit();
  world.say(world.leader, 'nộp báo cáo');
}

/** The officer returns a report for a reason, to be handed in again by a day. */
export async function returnReport(world: World, report: string, reason: string, nextDue: string): Promise<void> {
  const { officer } = world.office.people;
  const form = (await world.as(officer).open(report)).form('/return');
  await form.fill({ reason }).fillDays({ nextDue }).submit();
  world.say(officer, `trả lại báo cáo: ${reason}`);
}

export async function acceptReport(world: World, report: string): Promise<void> {
  const { officer } = world.office.people;
  await (await world.as(officer).open(report)).form('/accept').submit();
  world.say(officer, 'chấp nhận báo cáo');
}

/** The team asks for its agreement to be amended in one way; answers where the request is. Days are 'YYYY-MM-DD'. */
export async function askToAmend(
  world: World,
  kind: 'time' | 'lines' | 'member',
  values: Readonly<Record<string, string>>,
  days: Readonly<Record<string, string>> = {},
): Promise<string> {
  const chosen = await world.as(world.leader).open(world.at('amendments/new'));
  const link = chosen.links.find(({ href }) => href.endsWith(`kind=${kind}`));
  if (link === undefined) throw new Error(`${chosen.path} does not offer “${kind}”`);
  const form = (await world.as(world.leader).open(link.href)).form('/amendments/new');
  const page = await form.fill(values).fillDays(days).submit({ button: 'Gửi đề nghị điều chỉnh' });
  world.say(world.leader, `đề nghị điều chỉnh: ${values.reason}`);
  return pathOf(page);
}

/** The officer writes down what those concerned think of a request. */
export async function recordOpinions(world: World, request: string, opinionsOn: string, text: string): Promise<void> {
  const { officer } = world.office.people;
  const form = (await world.as(officer).open(request)).form('/opinions');
  await form.fill({ text }).fillDays({ opinionsOn }).submit();
  world.say(officer, `ghi nhận ý kiến: ${text}`);
}

/** The director grants a request or refuses it. */
export async function decideAmendment(
  world: World,
  request: string,
  does: 'grant' | 'refuse',
  { decisionNumber, reason }: { decisionNumber: string; reason: string },
): Promise<void> {
  const { director } = world.office.people;
  const form = (await world.as(director).open(request)).form(`/${does}`);
  await form.fill({ [`${does}-number`]: decisionNumber, [`${does}-reason`]: reason }).submit();
  world.say(director, `${does === 'grant' ? 'chấp thuận' : 'từ chối'} điều chỉnh theo ${decisionNumber}: ${reason}`);
}

/** The team appeals against what stands on its dossier's page; answers where the appeal is. */
export async function lodgeAppeal(world: World, why: string, asks: string): Promise<string> {
  const page = await world.as(world.leader).open(world.at());
  const link = page.links.find(({ href }) => href.includes('/appeals/new'));
  if (link === undefined) throw new Error(`${page.path} offers no appeal`);
  const form = (await world.as(world.leader).open(link.href)).form('/appeals/new');
  const lodged = await form.fill({ why, asks }).submit();
  world.say(world.leader, `khiếu nại: ${why}`);
  return pathOf(lodged);
}

/** The director answers an appeal. */
export async function answerAppeal(
  world: World,
  appeal: string,
  action: 'accept' | 'decline' | 'uphold' | 'dismiss',
  values: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { director } = world.office.people;
  const form = (await world.as(director).open(appeal)).form('/answer');
  await form.fill({ action, ...values }).submit();
  const said = { accept: 'thụ lý', decline: 'không thụ lý', uphold: 'chấp nhận', dismiss: 'bác' }[action];
  world.say(director, `${said} khiếu nại`);
}
