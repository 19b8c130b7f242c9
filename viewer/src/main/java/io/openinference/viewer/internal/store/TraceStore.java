// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps spans in the file {@code traces.db} of a folder.
 *
 * @since 0.1.0
 */
public final class TraceStore implements AutoCloseable {

  private final FileChannel lockFile;
  private final Connections connections;
  private final StoreWriter writer;
  private final AttributePath path;

  private TraceStore(
      FileChannel lockFile, Connections connections, StoreWriter writer, AttributePath path) {
    this.lockFile = lockFile;
    this.connections = connections;
    this.writer = writer;
    this.path = path;
  }

  /**
   * Opens the store of a folder, and makes both if they are missing.
   *
   * @param mapper is asked when the file is open, so that another thread can make it meanwhile
   * @param afterCommit runs on the writing thread after each commit
   * @throws IOException if another viewer uses the folder, or the file cannot be opened
   */
  public static TraceStore open(Path folder, Supplier<ObjectMapper> mapper, Runnable afterCommit)
      throws IOException {
    makePrivate(folder);
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("viewer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Path file = folder.resolve("traces.db");
    Connections connections = new Connections(file);
    try {
      lock(lockFile, folder);
      Connection connection = connections.openWriter();
      connections.openReaders();
      AttributePath path = new AttributePath(mapper.get());
      // A quarter of the memory is enough for what waits, because bodies wait packed.
      long maxQueued = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);
      // The last step, because the writer has a thread.
      StoreWriter writer = new StoreWriter(connection, maxQueued, afterCommit);
      return new TraceStore(lockFile, connections, writer, path);
    } catch (SQLException failure) {
      close(connections, lockFile);
      throw new IOException(file + ": " + failure.getMessage(), failure);
    } catch (IOException | RuntimeException | Error failure) {
      close(connections, lockFile);
      throw failure;
    }
  }

  private static void lock(FileChannel lockFile, Path folder) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IOException("Another viewer uses " + folder);
      }
    } catch (OverlappingFileLockException taken) {
      throw new IOException("Another viewer of this process uses " + folder, taken);
    }
  }

  private static void close(Connections connections, FileChannel lockFile) {
    try (lockFile) {
      connections.close();
    } catch (SQLException | IOException ignored) {
      // The caller throws why the store cannot open.
    }
  }

  private static void makePrivate(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Returns the datasets and experiments. */
  public DatasetStore datasets() {
    return new DatasetStore(connections, writer);
  }

  /** Queues spans; the number of new ones comes after the commit. Null if the queue is full. */
  public @Nullable CompletableFuture<Long> write(List<SpanRow> spans) {
    return writer.submit(spans);
  }

  /** Writes annotations, and returns the id of the last after the commit. */
  public CompletableFuture<List<Long>> annotate(List<Annotation> annotations) {
    List<Long> ids = new ArrayList<>();
    return writer
        .submit(
            () -> {
              ids.clear();
              for (Annotation annotation : annotations) {
                ids.add(writer.annotations().upsert(annotation));
              }
              return ids.size();
            })
        .thenApply(count -> ids);
  }

  /** Deletes an annotation; 1 if there was one. */
  public CompletableFuture<Long> deleteAnnotation(long id) {
    return writer.submit(() -> writer.annotations().delete(id) ? 1 : 0);
  }

  /** Deletes a trace in all projects; returns the number of its rows. */
  public CompletableFuture<Long> deleteTrace(byte[] traceId) {
    return delete(() -> writer.deletion().deleteTraces("trace_id = ?", traceId));
  }

  /** Deletes the traces of a session. */
  public CompletableFuture<Long> deleteSession(String session) {
    return delete(() -> writer.deletion().deleteTraces("session_id = ?", session));
  }

  /** Deletes a project with its traces. */
  public CompletableFuture<Long> deleteProject(long project) {
    return delete(
        () -> {
          writer.deletion().deleteProject(project);
          return 1;
        });
  }

  /** Makes a project if there is none of this name; returns its id. */
  public CompletableFuture<Long> createProject(String name) {
    return writer.submit(() -> writer.inserter().project(name, System.currentTimeMillis()));
  }

  /**
   * Deletes what is too old or too much.
   *
   * @param oldestNanos traces that ended before this time go; 0 keeps all
   * @param maxBytes the size that the file may have; 0 for any
   */
  public CompletableFuture<Long> retain(long oldestNanos, long maxBytes) {
    return delete(
        () -> {
          long deleted = oldestNanos > 0 ? writer.deletion().deleteBefore(oldestNanos) : 0;
          return deleted + (maxBytes > 0 ? writer.deletion().deleteDownTo(maxBytes) : 0);
        });
  }

  private CompletableFuture<Long> delete(StoreWriter.Change change) {
    return writer.submit(
        () -> {
          long deleted = change.run();
          if (deleted > 0) {
            writer.inserter().forgetIds();
          }
          return deleted;
        });
  }

  /** Returns all projects, the one that received last first. */
  public List<Rows.Project> projects() throws SQLException {
    return connections.read(
        connection -> new ProjectReads(connection).projects(System.currentTimeMillis()));
  }

  /** Returns a page of traces. */
  public Rows.Page<Rows.Trace> traces(ListQuery query) throws SQLException {
    return connections.read(connection -> new SpanLists(connection, path).traces(query));
  }

  /** Returns a page of spans. */
  public Rows.Page<Rows.Span> spans(ListQuery query) throws SQLException {
    return connections.read(connection -> new SpanLists(connection, path).spans(query));
  }

  /** Returns a page of sessions. */
  public Rows.Page<Rows.Session> sessions(String project, int limit, @Nullable String cursor)
      throws SQLException {
    return connections.read(
        connection -> new ProjectReads(connection).sessions(project, limit, cursor));
  }

  /** Returns a session in each project that has traces of it. */
  public List<Rows.Session> session(String id) throws SQLException {
    return connections.read(connection -> new ProjectReads(connection).session(id));
  }

  /** Returns the traces of a session, oldest first. */
  public List<Rows.Trace> turns(String session) throws SQLException {
    return connections.read(connection -> new ProjectReads(connection).turns(session));
  }

  /** Returns the spans of a trace without their attributes. */
  public List<Rows.Span> trace(String traceId) throws SQLException {
    return connections.read(connection -> new TraceReads(connection).spans(traceId));
  }

  /** Returns the spans of a trace with their attributes. */
  public List<StoredSpan> fullTrace(String traceId) throws SQLException {
    return connections.read(connection -> new TraceReads(connection).stored(traceId));
  }

  /** Returns a span by the number of its row. */
  public @Nullable StoredSpan span(long id) throws SQLException {
    return connections.<@Nullable StoredSpan>read(
        connection -> new TraceReads(connection).stored(id));
  }

  /** Returns the spans that have an id; more than one if several traces use it. */
  public List<StoredSpan> spansWithId(byte[] spanId) throws SQLException {
    return connections.read(
        connection -> new TraceReads(connection).stored("s.span_id = ?", spanId));
  }

  /** Returns the annotations of targets, by the id of the target. */
  public Map<String, List<Annotation>> annotations(String target, List<String> ids)
      throws SQLException {
    return connections.read(connection -> new AnnotationLookup(connection).of(target, ids));
  }

  /** Returns what the charts show. */
  public Rows.Metrics metrics(String project, long fromMillis, long toMillis) throws SQLException {
    return connections.read(
        connection -> new MetricReads(connection, project, fromMillis, toMillis).read());
  }

  @Override
  public void close() {
    try {
      writer.close();
      connections.close();
      lockFile.close();
    } catch (SQLException | IOException ignored) {
      // All that was acknowledged is in the file already.
    }
  }
}
