"""Runs over HTTP, for the console. The service mounts these routes by their entry point
(``goalie.routes``, see ``service.api.plug_ins``) and imports none of it."""
