// Policy packs: what they are (shapes), whether one may be published (check), what is asked of one (reading), whether a call may
// open on it (opening), what fills an unknown (filling), and the national procedure that a city's pack rests on (basing).

export * from './basing.ts';
export * from './check.ts';
export * from './filling.ts';
export * from './opening.ts';
export * from './reading.ts';
export * from './shapes.ts';
