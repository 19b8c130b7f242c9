// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls for projects. A project is named by its name or its id.
 *
 * @since 0.1.0
 */
public final class Projects {

  private static final int PAGE = 100;

  private final Transport transport;

  Projects(Transport transport) {
    this.transport = transport;
  }

  /** Returns all projects, without those of experiments. */
  public Paged<Project> list() {
    return list(ProjectFilter.all());
  }

  /** Returns the projects that pass a filter. */
  public Paged<Project> list(ProjectFilter filter) {
    return new Paged<>(
        transport,
        cursor ->
            ApiRequest.get("projects")
                .query("name_contains", filter.nameContains)
                .query("include_experiment_projects", filter.includesExperiments)
                .query("limit", PAGE)
                .query("cursor", cursor),
        Project::new);
  }

  /** Returns a project. */
  public Project get(String project) {
    return new Project(
        transport.data(transport.send(ApiRequest.get("projects/{}", identifier(project)))));
  }

  /** Returns the project with this name, if there is one. */
  public Optional<Project> find(String name) {
    ProjectFilter filter = ProjectFilter.builder().nameContains(name).withExperiments().build();
    return list(filter).stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Creates a project without a description. */
  public Project create(String name) {
    return create(name, "");
  }

  /**
   * Creates a project.
   *
   * @throws PhoenixException with status 409 if the name is taken
   */
  public Project create(String name, String description) {
    ApiRequest request = ApiRequest.post("projects").repeat(Repeat.HARMLESS);
    Object body =
        Json.object("name", name, "description", description.isEmpty() ? null : description);
    try {
      return new Project(transport.data(transport.send(request, body)));
    } catch (PhoenixException e) {
      // Phoenix answers 500 if the name is taken.
      boolean mayBeTaken = e.status() == 409 || e.status() == 500;
      Optional<Project> taken = mayBeTaken ? find(name) : Optional.empty();
      if (taken.isEmpty()) {
        throw e;
      }
      if (e.isUncertain()) {
        // An earlier try of this call took the name, and its answer was lost.
        return taken.get();
      }
      throw new PhoenixException(e.route(), 409, "", "There is a project named " + name);
    }
  }

  /** Changes the description. */
  public Project update(String project, String description) {
    ApiRequest request = ApiRequest.put("projects/{}", identifier(project));
    return new Project(
        transport.data(transport.send(request, Json.object("description", description))));
  }

  /** Deletes a project with all its traces. The project "default" cannot be deleted. */
  public void delete(String project) {
    transport.send(ApiRequest.delete("projects/{}", identifier(project)));
  }

  /** Returns what stands for a project in a path. */
  String identifier(String project) {
    if (GlobalId.fitsIntoPath(project)) {
      return project;
    }
    return find(project)
        .map(Project::id)
        .orElseThrow(
            () ->
                new PhoenixException(
                    "GET " + transport.base() + "/v1/projects",
                    404,
                    "",
                    "There is no project named " + project));
  }

  /** Returns what stands for a project in a path to which spans go, which makes the project. */
  String identifierOfNew(String project) {
    if (GlobalId.fitsIntoPath(project)) {
      return project;
    }
    return find(project).orElseGet(() -> create(project)).id();
  }

  /** Returns the name of a project that may be given by its id. */
  String name(String project) {
    if (!GlobalId.isOf("Project", project)) {
      return project;
    }
    Map<String, @Nullable Object> data =
        transport.data(transport.send(ApiRequest.get("projects/{}", project)));
    return String.valueOf(data.get("name"));
  }
}
