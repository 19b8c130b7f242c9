// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;

/** Puts spans under the resource of their project. */
final class ProjectSpans {

  private static final int MAX_PROJECTS = 1_000;

  private final ProjectResources resources = new ProjectResources(MAX_PROJECTS);

  SpanData underProject(SpanData span) {
    String project = span.getAttributes().get(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME);
    Resource resource = span.getResource();
    if (project == null
        || project.isEmpty()
        || project.equals(
            resource.getAttribute(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME))) {
      return span;
    }
    return new ProjectSpanData(span, resources.get(resource, project));
  }
}
