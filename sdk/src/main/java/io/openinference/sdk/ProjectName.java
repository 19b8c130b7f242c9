// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/** Decides the project of spans that start outside a project scope. */
final class ProjectName {

  private static final String PROJECT = "phoenix.project";
  private static final String PROJECT_NAME = "phoenix.project.name";

  /** Code before Phoenix's settings before the resource attribute before "default". */
  static String resolve(
      CodeSettings code, EnvironmentSettings environment, Resource environmentResource) {
    String inCode =
        code.projectName() != null
            ? code.projectName()
            : code.resourceAttributes().get(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME);
    String inEnvironment = inEnvironment(environment);
    if (inCode != null) {
      return inCode;
    }
    if (inEnvironment != null) {
      return inEnvironment;
    }
    String inResource =
        environmentResource.getAttribute(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME);
    return inResource != null ? inResource : "default";
  }

  private static @Nullable String inEnvironment(EnvironmentSettings environment) {
    String project = environment.text(PROJECT);
    String alias = environment.text(PROJECT_NAME);
    if (project == null) {
      return alias;
    }
    if (alias != null && !alias.equals(project)) {
      EnvironmentSettings.warn(
          EnvironmentSettings.name(PROJECT)
              + " is \""
              + project
              + "\" but "
              + EnvironmentSettings.name(PROJECT_NAME)
              + " is \""
              + alias
              + "\"; both name the project, and the first is used.");
    }
    return project;
  }

  private ProjectName() {}
}
