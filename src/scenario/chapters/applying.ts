// A team finds the call, writes its application section by section, and hands it in.

import { answers, team } from '../content.ts';
import { begin, handIn, signUp, writeSection } from '../steps/applying.ts';
import type { World } from '../world.ts';

/** Two sections an evening. */
const evenings = ['2025-11-11', '2025-11-12', '2025-11-13', '2025-11-14', '2025-11-17', '2025-11-18'];

const profiles = {
  field: 'profiles',
  name: 'Lý lịch thành viên nhóm Mặn Ngọt.pdf',
  heading: 'Lý lịch khoa học của các thành viên',
  lines: ['Nguyễn Thị Minh Thư, Trần Gia Bảo, Lê Hoàng Nam.', 'Kinh nghiệm và bằng cấp của từng thành viên.'],
};

export async function applying(world: World): Promise<void> {
  const { clock, say, leader } = world;
  await clock.advanceTo('2025-11-10', '19:40');
  await signUp(world);
  await begin(world, team);

  for (const [at, [section, given]] of Object.entries(answers).entries()) {
    await clock.advanceTo(evenings[Math.floor(at / 2)]!, at % 2 === 0 ? '19:30' : '21:00');
    const written = await writeSection(world, section, given, section === 'papers' ? profiles : undefined);
    say(leader, `viết phần “${written}”`);
  }

  await clock.advanceTo('2025-11-20', '20:15');
  await handIn(world);
}
