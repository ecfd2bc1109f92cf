# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
#
# What the tests on a whole Debian share. Sourced by each of them, with `test_description` set, as
# root. Nothing of that Debian is kept. `learner` is an ordinary user who may use sudo.

lessons=/srv/lessons
home=/home/learner/lessons
SHARNESS_TEST_DIRECTORY=$(mktemp -d)
chmod 755 "$SHARNESS_TEST_DIRECTORY"
set -- --verbose "$@"
. /usr/share/sharness/sharness.sh

# as_learner COMMAND: in the collection, as it is for somebody who has logged in.
as_learner() {
	su - learner -c "cd lessons && $1"
}

# What the learner has is a copy, as of a clone, without what was built here.
mkdir "$home"
tar -C "$lessons" --exclude=.git --exclude-from="$lessons/.gitignore" -c . | tar -C "$home" -x
chown -R learner: "$home"
