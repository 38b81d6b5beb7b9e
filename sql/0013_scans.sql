-- What a virus scanner said of bytes, by their SHA-256; no row: nobody has scanned them. Of refused bytes only this stays.
create table scan (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  verdict text not null check (verdict in ('clean', 'infected')),
  scanned_at timestamptz not null
);
create index scan_infected on scan (sha256) where verdict = 'infected';
