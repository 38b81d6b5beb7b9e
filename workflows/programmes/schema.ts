// Policy packs: what they are (shapes), whether one may be published (check), what is asked of one (reading), and whether a
// call may open on it (opening).

export * from './check.ts';
export * from './opening.ts';
export * from './reading.ts';
export * from './shapes.ts';
