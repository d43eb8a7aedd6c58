// golden-path:begin database
// Package migrations holds the files that change the database, in the order of their names.
package migrations

import "embed"

// Files are the migrations.
//
//go:embed *.sql
var Files embed.FS
// golden-path:end database
