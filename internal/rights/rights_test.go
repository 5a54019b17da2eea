//go:build linux

package rights

import (
	"context"
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/seccompstream/seccompstream/internal/kerneltest"
)

func TestMain(m *testing.M) { kerneltest.Main(m) }

func own(t *testing.T) *Rights {
	t.Helper()
	b, err := os.ReadFile("/proc/thread-self/status")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestParse(t *testing.T) {
	r := own(t)
	if r.FSUID != uint32(os.Geteuid()) || r.TGID != os.Getpid() || r.Threads < 1 {
		t.Errorf("%+v", r)
	}
	for _, s := range []string{"", "Umask:\t0022\n", "Uid:\t1\t2\n", "CapEff:\tx\n", "Tgid:\t99999999999999999999\n"} {
		if _, err := Parse([]byte(s)); !errors.Is(err, unix.EPROTO) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// What a thread makes belongs to whom it has become, and its fellow threads stay who they are.
func TestBecome(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Deadline(t, time.Minute)
	dir := t.TempDir()
	for p := dir; p != "/tmp" && p != "/" && p != os.TempDir(); p = p[:strings.LastIndexByte(p, '/')] {
		if err := os.Chmod(p, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(dir+"/secret", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	before := own(t)
	var pool Threads
	defer pool.Close()
	nobody := &Rights{FSUID: 65534, FSGID: 65533, Groups: []uint32{7, 65532}, Umask: 0o027}
	for range 3 {
		err := pool.Do(context.Background(), nobody, func() error {
			is := own(t)
			if !is.Same(nobody) || is.Permitted != 0 || is.Umask != nobody.Umask {
				t.Errorf("became %+v", is)
			}
			if _, err := os.Open(dir + "/secret"); !errors.Is(err, unix.EACCES) {
				t.Errorf("root's file: %v", err)
			}
			os.Remove(dir + "/made")
			fd, err := unix.Open(dir+"/made", unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY, 0o666)
			unix.Close(fd)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var st unix.Stat_t
	if err := unix.Stat(dir+"/made", &st); err != nil || st.Uid != 65534 || st.Gid != 65533 || st.Mode&0o777 != 0o640 {
		t.Errorf("made uid %d gid %d mode %o, %v", st.Uid, st.Gid, st.Mode, err)
	}
	if is := own(t); !is.Same(before) || is.Umask != before.Umask {
		t.Errorf("this thread has become %+v", is)
	}
	want := errors.New("as told")
	if err := pool.Do(context.Background(), nobody, func() error { return want }); err != want {
		t.Error(err)
	}
}

// Of many identities only so many threads are kept, and who waits for one gets it or gives up.
func TestBounds(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Deadline(t, time.Minute)
	pool := Threads{Max: 3}
	defer pool.Close()
	var wg sync.WaitGroup
	var mu sync.Mutex
	now, most := 0, 0
	for i := range 40 {
		wg.Go(func() {
			err := pool.Do(context.Background(), &Rights{FSUID: uint32(1000 + i%10)}, func() error {
				mu.Lock()
				now++
				most = max(most, now)
				mu.Unlock()
				time.Sleep(time.Millisecond)
				mu.Lock()
				now--
				mu.Unlock()
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most > 3 {
		t.Errorf("%d threads at a time", most)
	}
	release := make(chan struct{})
	for range 3 {
		started := make(chan struct{})
		wg.Go(func() {
			pool.Do(context.Background(), &Rights{FSUID: 1}, func() error { close(started); <-release; return nil })
		})
		<-started
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	gone := errors.New("gone")
	cancel(gone)
	if err := pool.Do(ctx, &Rights{FSUID: 2}, func() error { return nil }); err != gone {
		t.Error(err)
	}
	close(release)
	wg.Wait()
}

// A function that panics or ends its goroutine does so to its caller, and its thread goes.
func TestMishaps(t *testing.T) {
	kerneltest.Deadline(t, time.Minute)
	var pool Threads
	defer pool.Close()
	r := own(t)
	tids := make(chan int, 2)
	func() {
		defer func() {
			if v := recover(); v != "oops" {
				t.Errorf("recovered %v", v)
			}
		}()
		pool.Do(context.Background(), r, func() error { tids <- unix.Gettid(); panic("oops") })
	}()
	done := make(chan struct{})
	go func() {
		defer close(done)
		pool.Do(context.Background(), r, func() error { tids <- unix.Gettid(); runtime.Goexit(); return nil })
		t.Error("came back")
	}()
	<-done
	used := []int{<-tids, <-tids}
	pool.Do(context.Background(), r, func() error {
		if tid := unix.Gettid(); slices.Contains(used, tid) {
			t.Errorf("thread %d of %v is used again", tid, used)
		}
		return nil
	})
	pool.mu.Lock()
	defer pool.mu.Unlock()
	if pool.count != 1 || len(pool.idle) != 1 {
		t.Errorf("%d threads, %d idle", pool.count, len(pool.idle))
	}
}

// An ordinary user cannot become another, and nothing is run then.
func TestRefused(t *testing.T) {
	kerneltest.Need(t, "root", os.Geteuid() == 0)
	kerneltest.Deadline(t, time.Minute)
	var outer Threads
	defer outer.Close()
	err := outer.Do(context.Background(), &Rights{FSUID: 1000, FSGID: 1000}, func() error {
		return Become(&Rights{FSUID: 1001, FSGID: 1000})
	})
	if !errors.Is(err, unix.EPERM) {
		t.Errorf("%v", err)
	}
	err = outer.Do(context.Background(), &Rights{FSUID: 1000, FSGID: 1000}, func() error {
		return Become(&Rights{FSUID: 1000, FSGID: 1000, Effective: 1 << unix.CAP_CHOWN})
	})
	if !errors.Is(err, unix.EPERM) {
		t.Errorf("capability: %v", err)
	}
}
