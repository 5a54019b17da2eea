package main

import (
	"cmp"
	"slices"
)

// median returns the middle of values, or 0 if there are none.
func median[T cmp.Ordered](values []T) T {
	var zero T
	if len(values) == 0 {
		return zero
	}
	v := slices.Sorted(slices.Values(values))
	return v[len(v)/2]
}

// medianOf returns the median over the rounds of what f makes of each.
func medianOf[R any](rounds []R, f func(R) float64) float64 {
	values := make([]float64, len(rounds))
	for i, r := range rounds {
		values[i] = f(r)
	}
	return median(values)
}

// ratio returns the median of the ratios of two ways, round by round: what disturbs the
// machine for longer than a round disturbs both.
func ratio[R any](rounds, reference []R, f func(R) float64) float64 {
	n := min(len(rounds), len(reference))
	values := make([]float64, n)
	for i := range n {
		values[i] = f(rounds[i]) / f(reference[i])
	}
	return median(values)
}

// rotated returns s beginning with another element in each round, so that nobody
// always runs after the same neighbour.
func rotated[T any](s []T, round int) []T {
	if len(s) == 0 {
		return s
	}
	i := round % len(s)
	return append(slices.Clone(s[i:]), s[:i]...)
}
