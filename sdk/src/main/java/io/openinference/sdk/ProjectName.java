// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.semconv.OpenInferenceAttributes;
import org.jspecify.annotations.Nullable;

/** Decides the project of spans that start outside a project scope. */
final class ProjectName {

  private static final String PROJECT = "phoenix.project";
  private static final String PROJECT_NAME = "phoenix.project.name";

  /**
   * A project in code comes first, then the backend's setting, then Phoenix's setting, then the
   * resource attribute, then "default".
   */
  static String resolve(
      CodeSettings code, EnvironmentSettings environment, @Nullable String inResource) {
    String inCode =
        code.projectName() != null
            ? code.projectName()
            : code.resourceAttributes().get(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME);
    String ofBackend = BackendResolver.project(code, environment);
    String inEnvironment = ofBackend == null ? inEnvironment(environment) : ofBackend;
    if (inCode != null) {
      return inCode;
    }
    if (inEnvironment != null) {
      return inEnvironment;
    }
    return inResource != null ? inResource : "default";
  }

  private static @Nullable String inEnvironment(EnvironmentSettings environment) {
    String project = environment.text(PROJECT);
    String alias = environment.text(PROJECT_NAME);
    if (project == null) {
      return alias;
    }
    if (alias != null && !alias.equals(project)) {
      environment.complain(
          EnvironmentSettings.name(PROJECT)
              + " is \""
              + project
              + "\" but "
              + EnvironmentSettings.name(PROJECT_NAME)
              + " is \""
              + alias
              + "\". Both settings name the project; OpenInference uses the first one.");
    }
    return project;
  }

  private ProjectName() {}
}
