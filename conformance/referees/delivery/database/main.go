// Writes a database for grype with the vulnerabilities that it is given: database <folder> <vulnerabilities in JSON>.
package main

import (
	"encoding/json"
	"log"
	"os"

	v6 "github.com/anchore/grype/grype/db/v6"
	"github.com/spf13/afero"
)

type vulnerability struct {
	ID        string `json:"id"`
	Severity  string `json:"severity"`
	Ecosystem string `json:"ecosystem"`
	Package   string `json:"package"`
	Affected  string `json:"affected"`
	// The version with a fix; there is none if it is empty.
	Fixed string `json:"fixed"`
}

func main() {
	folder, text := os.Args[1], os.Args[2]
	var vulnerabilities []vulnerability
	must(json.Unmarshal([]byte(text), &vulnerabilities))
	must(os.MkdirAll(folder, 0o755))
	writer, err := v6.NewWriter(v6.Config{DBDirPath: folder})
	must(err)
	provider := &v6.Provider{ID: "conformance", Version: "1", Processor: "golden-path"}
	must(writer.AddProvider(*provider))
	for _, each := range vulnerabilities {
		add(writer, provider, each)
	}
	must(writer.SetDBMetadata())
	must(writer.Close())
	_, err = v6.WriteImportMetadata(afero.NewOsFs(), folder, "conformance")
	must(err)
}

func add(writer v6.ReadWriter, provider *v6.Provider, each vulnerability) {
	handle := &v6.VulnerabilityHandle{
		Name:       each.ID,
		Status:     v6.VulnerabilityActive,
		ProviderID: provider.ID,
		Provider:   provider,
		BlobValue: &v6.VulnerabilityBlob{
			ID:         each.ID,
			Severities: []v6.Severity{{Scheme: v6.SeveritySchemeCHMLN, Value: each.Severity, Rank: 1}},
		},
	}
	must(writer.AddVulnerabilities(handle))
	fix := &v6.Fix{Version: each.Fixed, State: v6.FixedStatus}
	if each.Fixed == "" {
		fix = &v6.Fix{State: v6.NotFixedStatus}
	}
	affected := v6.Range{Version: v6.Version{Type: "semver", Constraint: each.Affected}, Fix: fix}
	must(writer.AddAffectedPackages(&v6.AffectedPackageHandle{
		VulnerabilityID: handle.ID,
		Package:         &v6.Package{Ecosystem: each.Ecosystem, Name: each.Package},
		BlobValue:       &v6.PackageBlob{Ranges: []v6.Range{affected}},
	}))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
