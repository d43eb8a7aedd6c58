-- golden-path:begin database
create table notes (
  id bigint generated always as identity primary key,
  text text not null,
  created_at timestamptz not null default now()
);
-- golden-path:end database
