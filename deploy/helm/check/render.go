// Renders the chart with Go's templates and sprig, as Helm does, where there is no Helm:
//
//	render CHART VALUES[,VALUES…] [DATABASES]
//
// DATABASES replaces what the chart's "csss.databases" says, to see what a later version's services would get.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

func main() {
	if len(os.Args) < 3 {
		stop(errors.New("render CHART VALUES [DATABASES]"))
	}
	chart, release := os.Args[1], "csss"
	values := load(filepath.Join(chart, "values.yaml"))
	for _, file := range strings.Split(os.Args[2], ",") {
		merge(values, load(file))
	}
	about := load(filepath.Join(chart, "Chart.yaml"))
	root := map[string]interface{}{
		"Values":  values,
		"Chart":   map[string]interface{}{"Name": about["name"], "Version": about["version"], "AppVersion": about["appVersion"]},
		"Release": map[string]interface{}{"Name": release, "Namespace": "csss", "Service": "Helm", "IsInstall": true},
	}

	all := template.New("chart").Option("missingkey=zero")
	all.Funcs(functions(all))
	files, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	stop(err)
	sort.Strings(files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		stop(err)
		_, err = all.New(filepath.Base(file)).Parse(string(text))
		stop(err)
	}
	if len(os.Args) > 3 {
		_, err := all.New("csss.databases").Parse(os.Args[3])
		stop(err)
	}

	for _, file := range files {
		name := filepath.Base(file)
		if strings.HasPrefix(name, "_") || filepath.Ext(name) != ".yaml" {
			continue
		}
		var out bytes.Buffer
		stop(all.ExecuteTemplate(&out, name, root))
		if text := strings.TrimSpace(strings.ReplaceAll(out.String(), "<no value>", "")); text != "" {
			fmt.Printf("---\n# %s\n%s\n", name, strings.TrimPrefix(text, "---\n"))
		}
	}
	var notes bytes.Buffer
	stop(all.ExecuteTemplate(&notes, "NOTES.txt", root))
}

// What Helm adds to sprig, and what it takes away.
func functions(all *template.Template) template.FuncMap {
	known := sprig.TxtFuncMap()
	delete(known, "env")
	delete(known, "expandenv")
	known["include"] = func(name string, data interface{}) (string, error) {
		var out bytes.Buffer
		err := all.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	known["toYaml"] = func(value interface{}) string {
		var out bytes.Buffer
		encoder := yaml.NewEncoder(&out)
		encoder.SetIndent(2)
		stop(encoder.Encode(value))
		return strings.TrimSuffix(out.String(), "\n")
	}
	known["fail"] = func(message string) (string, error) { return "", errors.New(message) }
	return known
}

func load(file string) map[string]interface{} {
	text, err := os.ReadFile(file)
	stop(err)
	values := map[string]interface{}{}
	stop(yaml.Unmarshal(text, &values))
	return asHelm(values).(map[string]interface{})
}

// Helm reads values through JSON: every number is a float64, which is where templates that forget `int` go wrong.
func asHelm(value interface{}) interface{} {
	switch value := value.(type) {
	case map[string]interface{}:
		for key, inner := range value {
			value[key] = asHelm(inner)
		}
	case []interface{}:
		for index, inner := range value {
			value[index] = asHelm(inner)
		}
	case int:
		return float64(value)
	}
	return value
}

func merge(into, from map[string]interface{}) {
	for key, value := range from {
		if inner, ok := value.(map[string]interface{}); ok {
			if outer, ok := into[key].(map[string]interface{}); ok {
				merge(outer, inner)
				continue
			}
		}
		into[key] = value
	}
}

func stop(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
