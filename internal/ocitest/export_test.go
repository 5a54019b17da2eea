//go:build linux

package ocitest

var CopyProgram = copyProgram
