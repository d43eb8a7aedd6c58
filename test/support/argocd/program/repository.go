package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

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

// GetDirectories is for the other kind of Git generator.
func (w *workTree) GetDirectories(context.Context, string, string, string, bool, *v1alpha1.SourceIntegrity) ([]string, error) {
	return nil, errors.New("a generator of directories cannot run here")
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
