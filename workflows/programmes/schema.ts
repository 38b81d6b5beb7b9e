// Policy packs: what they are (shapes), whether one may be published (check), what is asked of one (reading), whether a call may
// open on it (opening), what fills an unknown (filling), the national procedure that a city's pack
// rests on (basing), and what whoever thinks of applying is asked (selfCheck).

export * from './basing.ts';
export * from './check.ts';
export { CityFile } from './cityFile.ts';
export * from './filling.ts';
export * from './opening.ts';
export * from './reading.ts';
export * from './selfCheck.ts';
export * from './shapes.ts';
