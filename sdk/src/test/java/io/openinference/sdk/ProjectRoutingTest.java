// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectRoutingTest {

  private static final String PROJECT = "openinference.project.name";

  private final LogRecorder log = new LogRecorder();
  private OtlpReceiver receiver;
  private OpenInferenceSdk sdk;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
    sdk =
        OpenInferenceSdk.builder()
            .endpoint(receiver.endpoint())
            .projectName("main")
            .serviceName("shop")
            .build();
  }

  @AfterEach
  void stop() {
    sdk.close();
    receiver.close();
    log.close();
  }

  @Test
  void spansOfAScopeGoToItsProject() {
    Spans.make(sdk.openTelemetry(), "before");
    try (Scope outer = OpenInference.usingProject("a")) {
      Spans.make(sdk.openTelemetry(), "in a");
      try (Scope inner = OpenInference.usingProject("b")) {
        Spans.make(sdk.openTelemetry(), "in b");
      }
      Spans.make(sdk.openTelemetry(), "again in a");
    }
    Spans.make(sdk.openTelemetry(), "after");
    assertThat(sdk.flush()).isTrue();
    assertThat(projects())
        .containsExactly(
            entry("after", "main"),
            entry("again in a", "a"),
            entry("before", "main"),
            entry("in a", "a"),
            entry("in b", "b"));
    assertThat(receiver.spans())
        .extracting(ReceivedSpan::resourceAttributes)
        .allSatisfy(attributes -> assertThat(attributes).containsEntry("service.name", "shop"));
  }

  private Map<String, Object> projects() {
    Map<String, Object> projects = new TreeMap<>();
    receiver
        .spans()
        .forEach(span -> projects.put(span.name(), span.resourceAttributes().get(PROJECT)));
    return projects;
  }

  @Test
  void theProjectFollowsTheContextAndNotTheThread() {
    Context context;
    try (Scope scope = OpenInference.usingProject("a")) {
      context = Context.current();
    }
    Spans.tracer(sdk.openTelemetry()).spanBuilder("later").setParent(context).startSpan().end();
    assertThat(sdk.flush()).isTrue();
    assertThat(projects()).containsExactly(entry("later", "a"));
  }

  @Test
  void aChildWhoseContextHasLostTheScopeGoesToTheProjectOfItsParent() {
    Span parent;
    try (Scope scope = OpenInference.usingProject("a")) {
      parent = Spans.tracer(sdk.openTelemetry()).spanBuilder("parent").startSpan();
    }
    Context context = Context.root().with(parent);
    Spans.tracer(sdk.openTelemetry()).spanBuilder("child").setParent(context).startSpan().end();
    parent.end();
    assertThat(sdk.flush()).isTrue();
    assertThat(projects()).containsExactly(entry("child", "a"), entry("parent", "a"));
  }

  @Test
  void aRequestHasOneGroupPerProject() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Scope scope = OpenInference.usingProject("p" + i % 3)) {
        Spans.make(sdk.openTelemetry(), "span");
      }
    }
    assertThat(sdk.flush()).isTrue();
    assertThat(receiver.requests()).hasSize(1);
    List<ResourceSpans> groups = groupsOfTheFirstRequest();
    assertThat(groups).hasSize(3);
    assertThat(groups)
        .extracting(group -> group.getScopeSpans(0).getSpansCount())
        .containsExactlyInAnyOrder(17, 17, 16);
  }

  private List<ResourceSpans> groupsOfTheFirstRequest() throws InvalidProtocolBufferException {
    byte[] body = receiver.requests().get(0).body();
    return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList();
  }

  @Test
  void theScopeOfTheDefaultProjectChangesNothing() throws Exception {
    try (Scope scope = OpenInference.usingProject("main")) {
      Spans.make(sdk.openTelemetry(), "inside");
    }
    Spans.make(sdk.openTelemetry(), "outside");
    assertThat(sdk.flush()).isTrue();
    assertThat(projects()).containsExactly(entry("inside", "main"), entry("outside", "main"));
    assertThat(groupsOfTheFirstRequest()).hasSize(1);
  }

  @Test
  void aFaultOfTheContextStaysAwayFromTheApplication() {
    Span span =
        Spans.tracer(sdk.openTelemetry())
            .spanBuilder("span")
            .setParent(new BrokenContext())
            .startSpan();
    span.end();
    assertThat(sdk.flush()).isTrue();
    assertThat(projects()).containsExactly(entry("span", "main"));
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("telemetry failed at project of a span");
  }

  /** Knows OpenTelemetry's keys only. */
  private static final class BrokenContext implements Context {

    @Override
    public <V> V get(ContextKey<V> key) {
      if (key.toString().contains("openinference")) {
        throw new StackOverflowError();
      }
      return Context.root().get(key);
    }

    @Override
    public <V> Context with(ContextKey<V> key, V value) {
      return Context.root().with(key, value);
    }
  }
}
