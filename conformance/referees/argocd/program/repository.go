package main

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
	"github.com/argoproj/argo-cd/v3/util/git"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// workTree stands for Argo CD's repository server: whatever is asked for, it answers from one work tree.
type workTree struct {
	root        string
	newGlobbing bool
	listed      []string
}

// GetFiles lists as the repository server does, with Argo CD's own Git client.
func (w *workTree) GetFiles(_ context.Context, url, _, _, pattern string, _ bool, _ *v1alpha1.SourceIntegrity) (map[string][]byte, error) {
	repository, err := git.NewClientExt(url, w.root, git.NopCreds{}, false, false, "", "")
	if err != nil {
		return nil, err
	}
	paths, err := repository.LsFiles(pattern, w.newGlobbing)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, path := range paths {
		content, err := os.ReadFile(filepath.Join(w.root, path))
		if err != nil {
			return nil, err
		}
		files[path] = content
	}
	w.listed = append(w.listed, paths...)
	return files, nil
}

// GetDirectories lists as the repository server does: every folder that a file is in, but for those whose names begin with a dot.
func (w *workTree) GetDirectories(_ context.Context, _, _, _ string, _ bool, _ *v1alpha1.SourceIntegrity) ([]string, error) {
	found := map[string]bool{}
	err := filepath.WalkDir(w.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path != w.root && entry.IsDir() && strings.HasPrefix(entry.Name(), ".") {
			return filepath.SkipDir
		}
		if entry.IsDir() {
			return nil
		}
		relative, err := filepath.Rel(w.root, path)
		for folder := filepath.Dir(relative); err == nil && folder != "."; folder = filepath.Dir(folder) {
			found[filepath.ToSlash(folder)] = true
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	folders := slices.Sorted(maps.Keys(found))
	w.listed = append(w.listed, folders...)
	return folders, nil
}

func (w *workTree) files() []string {
	return slices.Compact(slices.Sorted(slices.Values(w.listed)))
}

// projectReader stands for the cluster, of which a generator reads the ApplicationSet's project and nothing else.
type projectReader struct {
	client.Client
	projects []v1alpha1.AppProject
}

// Get finds a project.
func (r *projectReader) Get(_ context.Context, key client.ObjectKey, object client.Object, _ ...client.GetOption) error {
	for _, project := range r.projects {
		if wanted, ok := object.(*v1alpha1.AppProject); ok && project.Name == key.Name && project.Namespace == key.Namespace {
			project.DeepCopyInto(wanted)
			return nil
		}
	}
	return apierrors.NewNotFound(schema.GroupResource{Group: "argoproj.io", Resource: "appprojects"}, key.String())
}
