//go:build linux && cgo

package seccompstream

import "github.com/seccompstream/seccompstream/internal/scmp"

// ProbeFeatures is Features without what it remembers.
func ProbeFeatures() FeatureSet {
	results := scmp.Probe()
	return featureSet(results[:])
}
