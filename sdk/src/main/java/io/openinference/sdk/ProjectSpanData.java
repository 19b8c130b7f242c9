// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/** A span with the resource of its project. */
final class ProjectSpanData extends DelegatingSpanData {

  private final Resource resource;

  ProjectSpanData(SpanData delegate, Resource resource) {
    super(delegate);
    this.resource = resource;
  }

  @Override
  public Resource getResource() {
    return resource;
  }
}
