-- Whether a revision's routes were written to the mesh, or may have been: only such weights are steps of a ramp. What was
-- stored before, and what a replica of the version before stores, counts as standing: that is how it was.
alter table revision add column may_have_stood boolean default true not null;
