//go:build linux && cgo

package broker

// Known has the names of the calls that the table knows, whatever becomes of them.
func Known() map[string]bool {
	m := map[string]bool{}
	for i := range table {
		m[table[i].name] = true
	}
	return m
}
