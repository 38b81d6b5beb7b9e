export { Client, type Form, type Page, UnexpectedPage } from '../../src/scenario/client.ts';
