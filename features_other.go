//go:build !linux || !cgo

package seccompstream

func detectFeatures() FeatureSet { return FeatureSet{err: errUnsupported} }
