// Purging by surrogate key, which nginx cannot do by itself.
//
// Every key of the cache begins with the generation of its timeline. A purge adds one to it: what was kept under the
// last generation is not found any more, and goes when it has not been asked for long enough. A generation is the size
// of a file, to which each purge appends a byte: nothing is lost when two come at once, or when nginx starts again.
import fs from 'fs';

const FOLDER = '/var/lib/timeline-generations/';
const TIMELINE = /^\/(?:api\/v1\/)?timelines\/([^\/.]+)/;
const LISTS = 'timelines';

function current(r) {
    const timeline = r.uri.match(TIMELINE);
    const key = timeline ? timeline[1] : LISTS;
    return `${key} ${read(key)}`;
}

function read(key) {
    try {
        return fs.statSync(path(key)).size;
    } catch (error) {
        return 0;
    }
}

function purge(r) {
    const keys = (r.headersIn['Surrogate-Key'] || '').split(' ').filter((key) => key);
    try {
        keys.forEach((key) => fs.appendFileSync(path(key), '.'));
        r.return(204);
    } catch (error) {
        r.error(`purge of ${keys}: ${error}`);
        r.return(500);
    }
}

function path(key) {
    return FOLDER + encodeURIComponent(key).replace(/\./g, '%2E');
}

export default { current, purge };
