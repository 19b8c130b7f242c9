// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** In-process collector for OTLP over gRPC, with gRPC's own limit of 4 MiB per message. */
final class GrpcReceiver implements AutoCloseable {

  private static final MethodDescriptor<byte[], byte[]> EXPORT =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Metadata> metadata = new CopyOnWriteArrayList<>();
  private final Queue<Status> refusals = new ConcurrentLinkedQueue<>();
  private final Queue<ExportTraceServiceResponse> rejections = new ConcurrentLinkedQueue<>();
  private final Server server;

  GrpcReceiver() {
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("opentelemetry.proto.collector.trace.v1.TraceService")
            .addMethod(EXPORT, ServerCalls.asyncUnaryCall(this::export))
            .build();
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .addService(ServerInterceptors.intercept(service, this::recordMetadata))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  /** Takes the next request, and says that it rejects some of its spans. */
  void rejectNext(long spans, String message) {
    rejections.add(
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(spans)
                    .setErrorMessage(message))
            .build());
  }

  void refuseNext(Status status) {
    refusals.add(status);
  }

  List<ExportTraceServiceRequest> requests() {
    return requests;
  }

  List<Metadata> metadata() {
    return metadata;
  }

  List<String> spanNames() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(Span::getName)
        .toList();
  }

  private <Q, R> ServerCall.Listener<Q> recordMetadata(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    metadata.add(headers);
    return Contexts.interceptCall(Context.current(), call, headers, next);
  }

  private void export(byte[] request, StreamObserver<byte[]> response) {
    Status refusal = refusals.poll();
    if (refusal != null) {
      response.onError(refusal.asRuntimeException());
      return;
    }
    try {
      requests.add(ExportTraceServiceRequest.parseFrom(request));
    } catch (InvalidProtocolBufferException e) {
      response.onError(Status.INVALID_ARGUMENT.asRuntimeException());
      return;
    }
    ExportTraceServiceResponse rejection = rejections.poll();
    response.onNext(
        (rejection == null ? ExportTraceServiceResponse.getDefaultInstance() : rejection)
            .toByteArray());
    response.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
