package dev.gantry.topologies.runtime;

/**
 * Why a role stopped for good.
 *
 * @param role role
 * @param cause the original cause
 */
public record RoleFailure(Role role, Throwable cause) {}
