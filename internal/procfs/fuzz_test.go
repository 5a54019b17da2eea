//go:build linux

package procfs

import "testing"

// FuzzStatus reads the files of /proc, in which the name is the target's.
func FuzzStatus(f *testing.F) {
	f.Add([]byte("Name:\tx\\ny\nUmask:\t0022\nTgid:\t7\nUid:\t0\t1\t2\t3\nGid:\t0\t1\t2\t3\nGroups:\t1 2 \nNStgid:\t7\t1\nNSpid:\t8\t2\n"), []byte("7 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4242 0"))
	f.Add([]byte("Tgid:\t-1\nUid:\t\nGid:\t0\t1\t2\t4294967296\n"), []byte("7 (a"))
	f.Add([]byte("Name:"), []byte(")"))
	f.Fuzz(func(t *testing.T, status, stat []byte) {
		if s, err := ParseStatus(status); err == nil && s.TGID <= 0 {
			t.Errorf("%+v", s)
		}
		if s, err := ParseStat(stat); err == nil && s.State == 0 {
			t.Errorf("%+v", s)
		}
	})
}
