// The page of the machines: every chart that the system decides by.

import { MachinesPage } from '../../templates/pages/handbook/machines.tsx';
import { machineIds } from '../../workflows/machines.ts';
import type { Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { drawingsOf } from '../pictures.ts';

export function machineRoutes(doors: Doors, parts: Parts): void {
  doors.get('/machines', { who: 'anyone' }, async (c) => {
    const frame = await parts.frameOf(c);
    const machines = machineIds.map((machine) => ({ machine, drawings: drawingsOf(machine, 'staff', frame.language) }));
    return c.html(<MachinesPage frame={frame} machines={machines} />);
  });
}
