// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listing shows each change that a user can see, and no other. */
class ApiListingTest {

  @TempDir Path folder;

  @Test
  void listsPublicAndProtectedMembers() throws IOException {
    assertThat(
            listing(
                """
                package acme;
                public class Client {
                  public static final int MAX = 3;
                  private int secret;
                  public Client() {}
                  protected void onClose() throws java.io.IOException {}
                  void inside() {}
                  public static final class Builder {
                    private Builder() {}
                  }
                  static class Hidden {
                    public static class Deep {}
                  }
                }
                """))
        .isEqualTo(
            """
            public class acme.Client {
              protected void onClose() throws java.io.IOException;
              public acme.Client();
              public static final int MAX = 3;
            }

            public final class acme.Client$Builder {
            }
            """);
  }

  @Test
  void seesARemovedMethodANewTypeAndAChangedResult() throws IOException {
    String before = listing("package acme; public class A { public int a() { return 1; } }");

    assertThat(listing("package acme; public class A { }")).isNotEqualTo(before);
    assertThat(listing("package acme; public class A { public long a() { return 1; } }"))
        .isNotEqualTo(before);
    assertThat(
            listing(
                "package acme; public class A { public int a() { return 1; } public enum B { X } }"))
        .isNotEqualTo(before);
  }

  @Test
  void doesNotSeeOrderAndPrivateCode() throws IOException {
    assertThat(listing("package acme; public class A { public void a() {} public void b() {} }"))
        .isEqualTo(
            listing(
                "package acme; public class A {"
                    + " public void b() {} private int c; public void a() {} }"));
  }

  @Test
  void leavesOutInternalPackages() throws IOException {
    assertThat(listing("package acme.internal; public class A { }")).isEqualTo("\n");
  }

  private String listing(String source) throws IOException {
    Path project = Files.createTempDirectory(folder, "project");
    String name = source.contains("class Client") ? "Client.java" : "A.java";
    Path file = Files.writeString(project.resolve(name), source);
    Path classes = Files.createDirectory(project.resolve("classes"));
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), file.toString());
    assertThat(exitCode).isZero();
    return ApiListing.of(classes).toString();
  }
}
